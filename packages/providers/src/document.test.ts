import { expect, test } from '@jest/globals';
import { readCommitted, renderProvidersDocument } from '../providers-document.mjs';
import { readCommittedPages, renderRegistrationPages } from '../registration-pages.mjs';

test('docs/providers.md is generated from the presets: run `node providers-document.mjs` after a change', async () => {
  expect(readCommitted()).toBe(await renderProvidersDocument());
});

test('docs/registration has what the registrations of the presets say: run `node providers-document.mjs` where a change is meant', async () => {
  expect(Object.fromEntries(readCommittedPages())).toEqual(
    Object.fromEntries(await renderRegistrationPages()),
  );
});
