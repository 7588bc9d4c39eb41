export { type ExtensionRecord, readRecord, recordPath } from '../options/record.ts';
export {
  type Conflict,
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
export { editJson } from './object-literal.ts';
export { isOwned } from './owned.ts';
export { type Regions, regionsOf } from './regions.ts';
export type { Collision } from './text.ts';
export type { Tree } from './trees.ts';
