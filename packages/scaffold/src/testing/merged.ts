import { mergeFile } from '../merge/merge-file.ts';

/** The text that a merge gives, or its causes of refusal. */
export function merged(path: string, current: string, before: string, after: string): unknown {
  const result = mergeFile({ path, current, before, after });
  return 'text' in result ? result.text : result;
}
