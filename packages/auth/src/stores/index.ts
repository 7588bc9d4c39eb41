export { memoryStore } from './memory.ts';
export { generateSealKey } from './seal-key.ts';
export { type SealedFileOptions, type SealedFileStore, sealedFileStore } from './sealed-file-store.ts';
export type {
  Owner,
  PendingSignIn,
  PendingSignIns,
  Quarantined,
  Seal,
  StoredAccount,
  TokenStore,
  Unlocked,
} from './store.ts';
