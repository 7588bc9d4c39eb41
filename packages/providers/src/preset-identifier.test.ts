import { expect, test } from '@jest/globals';
import { catalogue, presetIdentifier } from './catalogue.ts';
import * as providers from './index.ts';

test.each(catalogue.map(({ id }) => id))('%s is exported under the identifier derived from its ID', (id) => {
  const exported = new Map<string, unknown>(Object.entries(providers)).get(presetIdentifier(id));
  expect(exported).toMatchObject({ id });
});
