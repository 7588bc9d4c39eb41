import { mergeFile } from '../merge/merge-file.ts';

/** The text of a merge, or the causes of its conflict. */
export function merged(path: string, current: string, before: string, after: string): unknown {
  const result = mergeFile({ path, current, before, after });
  return 'text' in result ? result.text : result;
}
