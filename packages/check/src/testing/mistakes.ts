import { composeMistakes } from './mistakes-in-compose.ts';
import { imageMistakes } from './mistakes-in-dockerfile.ts';
import { metadataMistakes } from './mistakes-in-metadata.ts';
import { sourceMistakes } from './mistakes-in-source.ts';

/** A mistake that a person could make in a fresh workspace. */
export interface Mistake {
  readonly mistake: string;
  /** Of the workspace; `callback` unless given. */
  readonly way?: 'callback' | 'tab' | 'page';
  readonly file?: string;
  /** The first match is replaced; without it the whole file is. */
  readonly replace?: RegExp | string;
  /** Undefined removes it. */
  readonly by?: string;
  /** Files besides. */
  readonly add?: Readonly<Record<string, string>>;
  readonly environment?: NodeJS.ProcessEnv;
  /** The rules that find it, all of them, in their order. */
  readonly rules: readonly string[];
  /** Where it is found, if that is another file. */
  readonly found?: string;
}

export const mistakes: readonly Mistake[] = [
  ...imageMistakes,
  ...metadataMistakes,
  ...composeMistakes,
  ...sourceMistakes,
];
