export { createInPageAuthClient, type InPageOptions } from './in-page-client.ts';
export type { PageCallback, PageCallbacks } from './page-callbacks.ts';
export type { PageOutcome, PageOutcomes } from './page-outcomes.ts';
export { type PageStore, type PageStoreOptions, pageStore } from './page-store.ts';
