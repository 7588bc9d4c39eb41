export {
  type ChangeRequest,
  type Conflict,
  changeExtension,
  type ExtensionChange,
  withoutProvider,
  withProvider,
} from './change-extension.ts';
export { ChangeError, type ChangeErrorCode } from './errors.ts';
export { editJson } from './object-literal.ts';
export { type ExtensionRecord, readRecord, recordPath } from './record.ts';
export type { Collision } from './text.ts';
export type { Tree } from './trees.ts';
