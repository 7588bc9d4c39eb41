import { expect, test } from '@jest/globals';
import { catalog, presetIdentifier } from './catalog.ts';
import * as providers from './index.ts';

test.each(catalog.map(({ id }) => id))('%s is exported under the identifier derived from its ID', (id) => {
  const exported = new Map<string, unknown>(Object.entries(providers)).get(presetIdentifier(id));
  expect(exported).toMatchObject({ id });
});
