import {
  DockerfileParser,
  JSONInstruction,
  ModifiableInstruction,
  type Instruction as ParsedInstruction,
  type Property,
  PropertyInstruction,
} from 'dockerfile-ast';
import { Source } from './dockerfile-source.ts';
import type { Place } from './place.ts';
import { type Scope, type Unquoted, unquote } from './unquote.ts';
import { Variables } from './variables.ts';

/** `NAME=VALUE` of a LABEL, an ENV or an ARG. */
export interface Pair extends Unquoted {
  readonly name: string;
  readonly at: Place;
  /** False for `ARG NAME`. */
  readonly hasValue: boolean;
}

export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** Without the dashes: `platform`, `from`. */
  readonly flags: ReadonlyMap<string, string>;
  /**
   * Unquoted, without flags and here-documents. Variables are replaced where Docker replaces them; one without a value stays as
   * written.
   */
  readonly words: readonly string[];
  /** Of LABEL, ENV and ARG; an ARG without a default has an empty text. Variables are replaced as in a build without --build-arg. */
  readonly pairs: readonly Pair[];
  /** As written, on one line unless it has a here-document. */
  readonly text: string;
  readonly at: Place;
}

export interface Stage {
  readonly from: Instruction;
  /** What follows its FROM. */
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile, read without building it. */
export interface Dockerfile {
  readonly file: string;
  readonly stages: readonly Stage[];
  readonly all: readonly Instruction[];
  /** The last stage, after the stages of this file that it is built on. */
  readonly finalStages: readonly Stage[];
  /** Their instructions. */
  readonly final: readonly Instruction[];
}

/**
 * Reads a Dockerfile with dockerfile-ast (https://docs.docker.com/reference/dockerfile/): its instructions, the stages they
 * belong to, and their words and values as BuildKit unquotes them, with the defaults of ARG and the values of ENV.
 *
 * @example
 * readDockerfile('Dockerfile', 'FROM scratch\nARG B=b\nLABEL a="$B"').final[1]?.pairs[0]; // { name: 'a', text: 'b', … }
 */
export function readDockerfile(file: string, content: string): Dockerfile {
  const parsed = DockerfileParser.parse(content);
  const source = new Source(file, content, parsed.getEscapeCharacter());
  const beforeFrom = new Variables();
  const all: Instruction[] = [];
  const stages: { from: Instruction; instructions: Instruction[]; variables: Variables }[] = [];
  for (const parsedInstruction of parsed.getInstructions()) {
    const isFrom = parsedInstruction.getKeyword() === 'FROM';
    const variables = (isFrom ? undefined : stages.at(-1)?.variables) ?? beforeFrom;
    const instruction = readInstruction(parsedInstruction, source, variables);
    all.push(instruction);
    if (isFrom) {
      const base = stages[baseOf(instruction, stages, stages.length)];
      stages.push({ from: instruction, instructions: [], variables: new Variables(base?.variables) });
    } else {
      stages.at(-1)?.instructions.push(instruction);
      assign(instruction, variables, beforeFrom);
    }
  }
  const finalStages = chainOf(stages, stages.length - 1);
  return { file, stages, all, finalStages, final: finalStages.flatMap(({ instructions }) => instructions) };
}

function assign({ keyword, pairs }: Instruction, variables: Variables, beforeFrom: Variables): void {
  for (const { name, text, hasValue } of pairs) {
    if (keyword === 'ENV') variables.setEnvironment(name, text);
    if (keyword === 'ARG') variables.setArgument(name, hasValue ? text : undefined, beforeFrom);
  }
}

/** A stage, after the stages of its Dockerfile that it is built on. */
export function chainOf(stages: readonly Stage[], index: number): readonly Stage[] {
  const stage = stages[index];
  if (stage === undefined) return [];
  return [...chainOf(stages, baseOf(stage.from, stages, index)), stage];
}

/** The index of the stage that a FROM names; -1 if it names an image. */
function baseOf(from: Instruction, stages: readonly Pick<Stage, 'from'>[], before: number): number {
  const base = from.words[0]?.toLowerCase();
  if (base === undefined) return -1;
  return stages.findLastIndex((stage, at) => at < before && stage.from.words[2]?.toLowerCase() === base);
}

/** The instructions in whose words and values BuildKit replaces variables. In RUN and CMD the shell does. */
const replacesVariables = new Set(
  'ADD ARG COPY ENV EXPOSE FROM LABEL STOPSIGNAL USER VOLUME WORKDIR'.split(' '),
);

function readInstruction(instruction: ParsedInstruction, source: Source, variables: Variables): Instruction {
  const keyword = instruction.getKeyword();
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
  const properties = instruction instanceof PropertyInstruction ? instruction.getProperties() : [];
  return {
    keyword,
    flags: new Map(
      flags.map((flag) => [flag.getName(), unquote(flag.getValue() ?? '', source.escapeCharacter).text]),
    ),
    words: wordsOf(instruction, source, replacesVariables.has(keyword) ? variables : undefined),
    pairs: properties.map((property) => readPair(property, source, variables)),
    text: source.textOf(instruction.getRange()),
    at: source.placeOf(instruction.getRange()),
  };
}

/** BuildKit splits at white space before it removes quotes, so quotes do not join words. */
function wordsOf(instruction: ParsedInstruction, source: Source, variables?: Variables): readonly string[] {
  const range = instruction.getArgumentsRange();
  if (range === null) return [];
  const text = source.textOf(range);
  // What is still on a line of its own is a here-document.
  const [line = ''] = text.split('\n', 1);
  const list = instruction instanceof JSONInstruction ? jsonForm(text) : undefined;
  const scope: Scope | undefined = variables && { variables, withoutValue: 'kept' };
  return list ?? line.split(/\s+/).map((word) => unquote(word, source.escapeCharacter, scope).text);
}

function jsonForm(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    return (JSON.parse(text) as unknown[]).map(String);
  } catch {
    // As in Docker, text that is not JSON is a shell command.
    return undefined;
  }
}

function readPair(property: Property, source: Source, variables: Variables): Pair {
  const range = property.getValueRange();
  const scope: Scope = { variables, withoutValue: 'removed' };
  const value = unquote(range ? source.textOf(range) : '', source.escapeCharacter, scope);
  const hasValue = range !== null || source.textOf(property.getRange()).includes('=');
  return { ...value, name: property.getName(), at: source.placeOf(property.getRange()), hasValue };
}
