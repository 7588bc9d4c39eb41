import { expect, test } from '@jest/globals';
import { readCommitted, renderProvidersDocument } from '../providers-document.mjs';

test('docs/providers.md is generated from the presets: run `node providers-document.mjs` after a change', async () => {
  expect(readCommitted()).toBe(await renderProvidersDocument());
});
