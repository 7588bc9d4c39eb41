import { readFileSync } from 'node:fs';
import { redirectUriOf, redirectUrisOf } from '@ddext-oauth/auth';
import { expect, test } from '@jest/globals';
import { extension } from './extension.ts';
import { providers } from './providers/index.ts';
import { registeredRedirectUris } from './registered-redirect-uris.ts';

/** Providers that you add without a generator: ID to redirect URI, as registered. */
const ownRedirectUris: Record<string, string> = {};

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

test('the redirect URI is the one that was registered', () => {
  const uris = providers.map((provider) => [provider.id, redirectUriOf(extension, provider)]);
  expect(Object.fromEntries(uris)).toEqual({ ...registeredRedirectUris, ...ownRedirectUris });
});

test('the README tells developers to register each redirect URI', () => {
  const uris = providers.flatMap((provider) => redirectUrisOf(extension, provider));
  for (const uri of uris) expect(read('README.md')).toContain(uri);
});

test('the dashboard shows the title of the extension', () => {
  expect(JSON.parse(read('metadata.json')).ui['dashboard-tab'].title).toBe(extension.title);
});

test('providers differ in their ids', () => {
  const ids = providers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
