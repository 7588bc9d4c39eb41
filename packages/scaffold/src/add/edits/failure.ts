import { ScaffoldError } from '../../errors.ts';
import { ParseError } from '../../merge/syntax-tree.ts';

/** A file that cannot be changed, with the reason as a sentence. */
export function impossible(path: string, reason: string): ScaffoldError {
  return new ScaffoldError(
    'addition-impossible',
    `${path} cannot be changed: ${reason} Nothing was written.`,
  );
}

/** The result of an edit. @throws {ScaffoldError} if the change does not fit into the text, or the text does not parse */
export function edited(path: string, edit: () => string | undefined): string {
  try {
    const text = edit();
    if (text !== undefined) return text;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw impossible(`${path}:${error.line}:${error.column}`, `${error.message.replace(/\.$/, '')}.`);
  }
  throw impossible(
    path,
    'the change does not fit into its syntax. Write maps and lists without anchors on lines of their own, and try again.',
  );
}
