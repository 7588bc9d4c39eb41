export { createInPageAuthClient, type InPageOptions } from './in-page-client.ts';
export { type PageStoreOptions, pageStore } from './page-store.ts';
