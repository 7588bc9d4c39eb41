/** What create-ddext-oauth loads for `--add` and `--remove`. */
export {
  planAddition,
  planRemoval,
  readRepository,
  unifiedDiff,
  writeChanges,
} from '@ddext-oauth/scaffold/add';
