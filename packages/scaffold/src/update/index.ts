export { type ExtensionRecord, readRecord, recordPath } from '../options/record.ts';
export {
  changeExtension,
  type ExtensionChange,
  type MergeRequest,
  mergeChange,
  type PlanChangeRequest,
  type PlannedChange,
  planChange,
  withoutProvider,
  withProvider,
} from './change-extension.ts';
export type { Collision } from './collision.ts';
export type { Conflict, ConflictCause } from './conflict.ts';
export { editJson, editYaml, type Tree } from './edit-data.ts';
export { ParseError } from './syntax-tree.ts';
