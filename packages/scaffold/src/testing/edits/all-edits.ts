import { codeEdits } from './code.ts';
import { commentEdits } from './comments.ts';
import { dataEdits } from './data.ts';
import type { Edit } from './edit.ts';
import { fileEdits, invalidEdits } from './files.ts';
import { formattingEdits } from './formatting.ts';
import { proseEdits } from './prose.ts';

/** Every kind of edit that the tests make. */
export const edits: readonly Edit[] = [
  ...formattingEdits,
  ...commentEdits,
  ...codeEdits,
  ...dataEdits,
  ...proseEdits,
  ...fileEdits,
  ...invalidEdits,
];
