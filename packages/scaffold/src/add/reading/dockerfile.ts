import {
  DockerfileParser,
  ModifiableInstruction,
  type Instruction as ParsedInstruction,
  PropertyInstruction,
} from 'dockerfile-ast';
import type { Span } from '../../merge/edits.ts';

/** `NAME=VALUE` of a LABEL, an ENV or an ARG. The range of the value includes its quotes. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly range: Span;
  readonly valueRange: Span | undefined;
}

/** An instruction and its range, with all continued lines. */
export interface Instruction extends Span {
  /** In capitals. */
  readonly keyword: string;
  /** Without the dashes: `platform`, `from`. */
  readonly flags: ReadonlyMap<string, string>;
  /** The words behind the flags, without quotes and brackets. */
  readonly words: readonly string[];
  readonly assignments: readonly Assignment[];
}

export interface Stage {
  /** In lower case. Undefined for a stage without a name. */
  readonly name: string | undefined;
  /** The image or the stage that it is built on. */
  readonly base: string;
  readonly from: Instruction;
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile with the positions of its parts, to change it by ranges. Line breaks are LF. */
export interface DockerfileText {
  readonly text: string;
  readonly stages: readonly Stage[];
}

/**
 * Parses a Dockerfile. Variables are not replaced.
 *
 * @param text with LF
 */
export function parseDockerfile(text: string): DockerfileText {
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const spanOf = ({ start, end }: ReturnType<ParsedInstruction['getRange']>): Span => ({
    start: (lines[start.line] ?? 0) + start.character,
    end: (lines[end.line] ?? 0) + end.character,
  });
  const stages: { name: string | undefined; base: string; from: Instruction; instructions: Instruction[] }[] =
    [];
  for (const parsed of DockerfileParser.parse(text).getInstructions()) {
    const instruction = instructionOf(parsed, spanOf, text);
    if (instruction.keyword !== 'FROM') stages.at(-1)?.instructions.push(instruction);
    else {
      const [base = '', , name] = instruction.words;
      stages.push({ name: name?.toLowerCase(), base, from: instruction, instructions: [] });
    }
  }
  return { text, stages };
}

/** The last stage, after the stages of this file that it is built on. */
export function finalStages({ stages }: Pick<DockerfileText, 'stages'>): readonly Stage[] {
  const last = stages.at(-1);
  return last ? chainOf({ stages }, last) : [];
}

/** A stage, after those of the file that it is built on. */
export function chainOf({ stages }: Pick<DockerfileText, 'stages'>, stage: Stage): readonly Stage[] {
  const base = stages.slice(0, stages.indexOf(stage)).find(({ name }) => name === stage.base.toLowerCase());
  return base ? [...chainOf({ stages }, base), stage] : [stage];
}

/** The stage that `--from` names, by its name or number. Undefined for an image. */
export function stageNamed({ stages }: Pick<DockerfileText, 'stages'>, from: string): Stage | undefined {
  return (
    stages.find(({ name }) => name === from.toLowerCase()) ??
    (/^\d+$/.test(from) ? stages[Number(from)] : undefined)
  );
}

function instructionOf(
  parsed: ParsedInstruction,
  spanOf: (range: ReturnType<ParsedInstruction['getRange']>) => Span,
  text: string,
): Instruction {
  const flags = parsed instanceof ModifiableInstruction ? parsed.getFlags() : [];
  const properties = parsed instanceof PropertyInstruction ? parsed.getProperties() : [];
  const range = spanOf(parsed.getRange());
  const argumentsRange = parsed.getArgumentsRange();
  const source = argumentsRange ? text.slice(spanOf(argumentsRange).start, spanOf(argumentsRange).end) : '';
  return {
    ...range,
    keyword: parsed.getKeyword(),
    flags: new Map(flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])),
    words: wordsOf(parsed, source),
    assignments: properties.map((property) => {
      const valueRange = property.getValueRange();
      return {
        name: property.getName(),
        value: property.getValue() ?? '',
        range: spanOf(property.getRange()),
        valueRange: valueRange ? spanOf(valueRange) : undefined,
      };
    }),
  };
}

function wordsOf(parsed: ParsedInstruction, source: string): readonly string[] {
  if (source.startsWith('[')) {
    try {
      return (JSON.parse(source) as unknown[]).map(String);
    } catch (error) {
      // Docker runs what is not JSON in a shell.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return parsed.getArguments().map((argument) => argument.getValue().replace(/^(["'])(.*)\1$/s, '$2'));
}
