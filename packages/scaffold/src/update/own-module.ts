import type { File } from '@babel/types';
import { parseModule } from '../merge/syntax.ts';
import { ParseError } from '../merge/syntax-tree.ts';

/** The parsed module of an extension. Undefined for one with a syntax error, which is reported where the file is to be changed. */
export function moduleIn(path: string, source: string): File | undefined {
  try {
    return parseModule(path, source.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
