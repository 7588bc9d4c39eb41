import {
  DockerfileParser,
  JSONInstruction,
  ModifiableInstruction,
  type Instruction as ParsedInstruction,
  type Property,
  PropertyInstruction,
} from 'dockerfile-ast';
import type { Place } from './place.ts';
import { type Unquoted, unquote } from './unquote.ts';

/** `NAME=VALUE` of a LABEL, an ENV or an ARG. */
export interface Pair extends Unquoted {
  readonly name: string;
  readonly at: Place;
}

export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** Without the dashes: `platform`, `from`. */
  readonly flags: ReadonlyMap<string, string>;
  /** Unquoted, without flags and here-documents. */
  readonly words: readonly string[];
  /** Of LABEL, ENV and ARG; an ARG without a default has an empty text. */
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
 * belong to, and their words and values as BuildKit unquotes them. Variables are not replaced.
 *
 * @example
 * readDockerfile('Dockerfile', 'FROM scratch\nLABEL a="b"').final[0]?.pairs[0]; // { name: 'a', text: 'b', … }
 */
export function readDockerfile(file: string, content: string): Dockerfile {
  const parsed = DockerfileParser.parse(content);
  const source = new Source(file, content, parsed.getEscapeCharacter());
  const all = parsed.getInstructions().map((instruction) => readInstruction(instruction, source));
  const stages: { from: Instruction; instructions: Instruction[] }[] = [];
  for (const instruction of all) {
    if (instruction.keyword === 'FROM') stages.push({ from: instruction, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  const finalStages = chain(stages, stages.length - 1);
  return { file, stages, all, finalStages, final: finalStages.flatMap(({ instructions }) => instructions) };
}

function chain(stages: readonly Stage[], index: number): readonly Stage[] {
  const stage = stages[index];
  if (stage === undefined) return [];
  const base = stage.from.words[0]?.toLowerCase();
  const earlier = stages.findIndex(({ from }, at) => at < index && from.words[2]?.toLowerCase() === base);
  return [...chain(stages, earlier), stage];
}

type Range = ReturnType<ParsedInstruction['getRange']>;

/** The text behind the ranges of dockerfile-ast, whose own texts lack white space at the start of continued lines. */
class Source {
  readonly file: string;
  readonly escapeCharacter: string;
  readonly #lines: readonly string[];
  readonly #continuation: RegExp;

  constructor(file: string, content: string, escapeCharacter: string) {
    this.file = file;
    this.escapeCharacter = escapeCharacter;
    this.#lines = content.split(/\r?\n/);
    const escaped = escapeCharacter === '`' ? '`' : '\\\\';
    this.#continuation = new RegExp(`${escaped}[ \\t]*\\n(?:[ \\t]*(?:#.*)?\\n)*`, 'g');
  }

  /** Without the ends of continued lines, and the comments and empty lines between them. */
  textOf({ start, end }: Range): string {
    const lines = this.#lines.slice(start.line, end.line + 1);
    const last = lines.length - 1;
    const cut = lines.map((line, index) =>
      line.slice(index === 0 ? start.character : 0, index === last ? end.character : undefined),
    );
    return cut.join('\n').replace(this.#continuation, '');
  }

  placeOf({ start }: Range): Place {
    return { file: this.file, line: start.line + 1 };
  }
}

function readInstruction(instruction: ParsedInstruction, source: Source): Instruction {
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
  const properties = instruction instanceof PropertyInstruction ? instruction.getProperties() : [];
  return {
    keyword: instruction.getKeyword(),
    flags: new Map(
      flags.map((flag) => [flag.getName(), unquote(flag.getValue() ?? '', source.escapeCharacter).text]),
    ),
    words: wordsOf(instruction, source),
    pairs: properties.map((property) => readPair(property, source)),
    text: source.textOf(instruction.getRange()),
    at: source.placeOf(instruction.getRange()),
  };
}

/** BuildKit splits at every white space and unquotes then, so quotes do not hold two words together. */
function wordsOf(instruction: ParsedInstruction, source: Source): readonly string[] {
  const range = instruction.getArgumentsRange();
  if (range === null) return [];
  const text = source.textOf(range);
  // What is still on a line of its own is a here-document.
  const [line = ''] = text.split('\n', 1);
  const list = instruction instanceof JSONInstruction ? jsonForm(text) : undefined;
  return list ?? line.split(/\s+/).map((word) => unquote(word, source.escapeCharacter).text);
}

function jsonForm(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    return (JSON.parse(text) as unknown[]).map(String);
  } catch {
    // As Docker does: what is no JSON is a command for the shell.
    return undefined;
  }
}

function readPair(property: Property, source: Source): Pair {
  const range = property.getValueRange();
  const value = unquote(range ? source.textOf(range) : '', source.escapeCharacter);
  return { ...value, name: property.getName(), at: source.placeOf(property.getRange()) };
}
