/** What is known of a variable: its value, that only `--build-arg` gives it one, or that nothing sets it. */
export type VariableState = { readonly value: string } | 'argument' | 'unset';

/** The ARG and ENV variables that an instruction of a Dockerfile can use. */
export class Variables {
  readonly #arguments: Map<string, string | undefined>;
  readonly #environment: Map<string, string>;

  /** @param from the variables of the stage that a stage is built on, which inherits them */
  constructor(from?: Variables) {
    this.#arguments = new Map(from ? from.#arguments : []);
    this.#environment = new Map(from ? from.#environment : []);
  }

  /** ENV wins over ARG (https://docs.docker.com/reference/dockerfile/#using-arg-variables). */
  state(name: string): VariableState {
    const value = this.#environment.get(name) ?? this.#arguments.get(name);
    if (value !== undefined) return { value };
    return this.#arguments.has(name) ? 'argument' : 'unset';
  }

  setEnvironment(name: string, value: string): void {
    this.#environment.set(name, value);
  }

  /** @param value the default; undefined for an ARG without one, which takes that of an ARG before the first FROM */
  setArgument(name: string, value: string | undefined, beforeFrom?: Variables): void {
    const inherited = beforeFrom === undefined ? undefined : beforeFrom.#arguments.get(name);
    this.#arguments.set(name, value ?? inherited);
  }
}

/** A reference to a variable in a word. */
export interface Reference {
  readonly name: string;
  /** The number of characters of the reference. */
  readonly length: number;
  /** What follows the name within braces, such as `:-default`. */
  readonly modifier: string;
}

/** The reference at the start of a text; undefined if there is none, or its braces are not closed. */
export function referenceAt(text: string): Reference | undefined {
  const [plain, short] = /^\$([A-Za-z_]\w*|\d)/.exec(text) ?? [];
  if (short !== undefined && plain !== undefined) return { name: short, length: plain.length, modifier: '' };
  const [open, name] = /^\$\{([A-Za-z_]\w*)/.exec(text) ?? [];
  if (name === undefined || open === undefined) return undefined;
  let depth = 1;
  for (let index = open.length; index < text.length; index += 1) {
    if (text.startsWith('${', index)) depth += 1;
    else if (text[index] === '}') depth -= 1;
    if (depth === 0) return { name, length: index + 1, modifier: text.slice(open.length, index) };
  }
  return undefined;
}
