export { memoryStore } from './memory.ts';
export type { Seal, SetAside, StoredAccount, TokenStore } from './store.ts';
