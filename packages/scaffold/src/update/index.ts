export { type ExtensionRecord, readRecord, recordPath } from '../options/record.ts';
export { basePath } from '../plan/base.ts';
export {
  changeExtension,
  type ExtensionChange,
  type MergeRequest,
  mergeChange,
  withoutProvider,
  withProvider,
} from './change-extension.ts';
export type { Collision } from './collision.ts';
export type { Conflict, ConflictCause } from './conflict.ts';
export { editJson, editYaml, type Tree } from './edit-data.ts';
export { type ExtensionFiles, type KnownExtension, readExtension } from './known-extension.ts';
export { isOwned } from './owned.ts';
export {
  type OptionChange,
  type PlanChangeRequest,
  type PlannedChange,
  planChange,
} from './planned-change.ts';
export { type Regions, regionsOf } from './regions.ts';
export type { Registration } from './registrations.ts';
export { ParseError } from './syntax-tree.ts';
