import type { Instruction } from 'dockerfile-ast';
import type { Place } from './place.ts';

type Range = ReturnType<Instruction['getRange']>;

/** The text behind the ranges of dockerfile-ast, whose own texts lack white space at the start of continued lines. */
export class Source {
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
