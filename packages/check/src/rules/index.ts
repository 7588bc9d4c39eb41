import type { Rule } from '../rule.ts';
import { composeLoopback } from './compose-loopback.ts';
import { filesReadable } from './files-readable.ts';
import { labelRequired } from './label-required.ts';

/** Every rule, in the order in which findings are listed. */
export const rules: readonly Rule[] = [filesReadable, labelRequired, composeLoopback];
