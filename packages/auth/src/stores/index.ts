export { memoryStore } from './memory.ts';
export type { StoredAccount, TokenStore } from './store.ts';
