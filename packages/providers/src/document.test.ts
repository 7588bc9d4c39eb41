import { expect, test } from '@jest/globals';
import { readCommitted, renderProvidersDocument } from '../providers-document.mjs';

test('docs/providers.md says what the presets say: run `node providers-document.mjs` where a change is meant', async () => {
  expect(readCommitted()).toBe(await renderProvidersDocument());
});
