export type { Collision } from '../merge/collision.ts';
export { editJson, editYaml, type Tree } from '../merge/edit-data.ts';
export { type Regions, regionsOf } from '../merge/regions.ts';
export { ParseError } from '../merge/syntax-tree.ts';
export { type ExtensionRecord, recordPath } from '../options/record.ts';
export { basePath } from '../plan/base.ts';
export {
  changeExtension,
  type ExtensionChange,
  type MergeRequest,
  mergeChange,
} from './change-extension.ts';
export type { Conflict } from './conflict.ts';
export { type ExtensionFiles, type KnownExtension, readExtension } from './known-extension.ts';
export { isOwned } from './owned.ts';
export {
  type OptionChange,
  type PlanChangeRequest,
  type PlannedChange,
  planChange,
} from './planned-change.ts';
export { withoutProvider, withoutToken, withProvider, withToken } from './provider-ids.ts';
export { readRecord } from './read-record.ts';
export type { Registration } from './registrations.ts';
