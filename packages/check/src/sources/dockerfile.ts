import type { Place } from '../rule.ts';
import { splitWords, type Unquoted, unquote, type Word } from './dockerfile-words.ts';

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
  /** Unquoted, flags left out. */
  readonly words: readonly string[];
  /** Of LABEL, ENV and ARG; an ARG without a default has an empty text. */
  readonly pairs: readonly Pair[];
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

interface Logical {
  readonly text: string;
  readonly lineOf: (offset: number) => number;
}

/**
 * Reads a Dockerfile: continued lines, comments between them, here-documents, quotes, and the `escape` directive
 * (https://docs.docker.com/reference/dockerfile/). Variables are not replaced.
 */
export function readDockerfile(file: string, content: string): Dockerfile {
  const escapeCharacter = /^\s*#\s*escape\s*=\s*`/i.test(content) ? '`' : '\\';
  const all = logicalLines(content, escapeCharacter).map((line) =>
    readInstruction(file, line, escapeCharacter),
  );
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

function logicalLines(content: string, escapeCharacter: string): Logical[] {
  const lines = content.split(/\r?\n/);
  const continued = new RegExp(`${escapeCharacter === '`' ? '`' : '\\\\'}[ \\t]*$`);
  const logical: Logical[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const skipped = (line: string) => /^\s*(#|$)/.test(line);
    if (skipped(lines[index] ?? '')) continue;
    const starts: { offset: number; line: number }[] = [];
    let text = '';
    for (let more = true; more && index < lines.length; index += 1) {
      const line = lines[index] ?? '';
      if (text !== '' && skipped(line)) continue;
      starts.push({ offset: text.length, line: index + 1 });
      more = continued.test(line);
      text += more ? line.replace(continued, '') : line;
    }
    index = endOfHereDocuments(text, lines, index) - 1;
    logical.push({ text, lineOf: (offset) => starts.findLast((start) => start.offset <= offset)?.line ?? 1 });
  }
  return logical;
}

/** The index of the line after the here-documents that an instruction begins. */
function endOfHereDocuments(text: string, lines: readonly string[], index: number): number {
  if (!/^\s*(RUN|COPY|ADD)\s/i.test(text)) return index;
  let next = index;
  for (const [, dash, , name] of text.matchAll(/(?<!<)<<(-?)(["']?)(\w+)\2/g)) {
    const end = lines.findIndex((line, at) => at >= next && (dash ? line.trimStart() : line) === name);
    if (end !== -1) next = end + 1;
  }
  return next;
}

function readInstruction(file: string, { text, lineOf }: Logical, escapeCharacter: string): Instruction {
  const [keyword = { raw: '', line: lineOf(0) }, ...rest] = splitWords(text, escapeCharacter, lineOf);
  const flagged = rest.findIndex(({ raw }) => !raw.startsWith('--'));
  const body = flagged === -1 ? [] : rest.slice(flagged);
  const flags = rest.slice(0, rest.length - body.length).map(({ raw }) => {
    const [, name = '', value = ''] = /^--([^=]+)=?(.*)$/s.exec(raw) ?? [];
    return [name, unquote(value, escapeCharacter).text] as const;
  });
  const name = keyword.raw.toUpperCase();
  return {
    keyword: name,
    flags: new Map(flags),
    words: jsonForm(body) ?? body.map(({ raw }) => unquote(raw, escapeCharacter).text),
    pairs: ['LABEL', 'ENV', 'ARG'].includes(name) ? readPairs(file, body, name, escapeCharacter) : [],
    text: text.trim(),
    at: { file, line: keyword.line },
  };
}

function jsonForm(words: readonly Word[]): string[] | undefined {
  if (!words[0]?.raw.startsWith('[')) return undefined;
  try {
    return (JSON.parse(words.map(({ raw }) => raw).join(' ')) as unknown[]).map(String);
  } catch {
    // As Docker does: what is no JSON is a command for the shell.
    return undefined;
  }
}

function readPairs(file: string, words: readonly Word[], keyword: string, escapeCharacter: string): Pair[] {
  const [first, ...rest] = words;
  if (first && keyword !== 'ARG' && !first.raw.includes('=')) {
    // The old form: a name, and a value to the end of the line.
    const value = unquote(rest.map(({ raw }) => raw).join(' '), escapeCharacter);
    return [{ ...value, name: first.raw, at: { file, line: first.line } }];
  }
  return words.map(({ raw, line }) => {
    const [, name = raw, value = ''] = /^((?:"[^"]*"|'[^']*'|[^"'=])+)=(.*)$/s.exec(raw) ?? [];
    return {
      ...unquote(value, escapeCharacter),
      name: unquote(name, escapeCharacter).text,
      at: { file, line },
    };
  });
}
