import { composeMistakes } from './mistakes-in-compose.ts';
import { imageMistakes } from './mistakes-in-dockerfile.ts';
import { metadataMistakes } from './mistakes-in-metadata.ts';
import { sourceMistakes } from './mistakes-in-source.ts';

/** A mistake that a user could make in a new workspace. */
export interface Mistake {
  readonly mistake: string;
  /** The kind of workspace. Default: `callback`. */
  readonly variant?: 'callback' | 'tab' | 'page' | 'keys';
  readonly file?: string;
  /** Replaces the first match. If omitted, the whole file is replaced. */
  readonly replace?: RegExp | string;
  /** The replacement. Undefined removes the text or file. */
  readonly by?: string;
  /** Additional files. */
  readonly add?: Readonly<Record<string, string>>;
  readonly environment?: NodeJS.ProcessEnv;
  /** All rules that find it, in their order. */
  readonly rules: readonly string[];
  /** The file with the finding, if that is another file. */
  readonly found?: string;
}

export const mistakes: readonly Mistake[] = [
  ...imageMistakes,
  ...metadataMistakes,
  ...composeMistakes,
  ...sourceMistakes,
];
