import { expect, test } from '@jest/globals';
import { readPage, renderPage } from '../rules-page.mjs';

test('docs/check.md is generated from the rules: run `node rules-page.mjs` after a change', async () => {
  expect(await readPage()).toBe(renderPage());
});
