import { expect, test } from '@jest/globals';
import { catalogue, presetIdentifier } from './catalogue.ts';
import * as providers from './index.ts';

test.each(catalogue.map((preset) => [preset.id, preset] as const))(
  '%s is exported by the name that is made of its id',
  (id, preset) => {
    expect(new Map<string, unknown>(Object.entries(providers)).get(presetIdentifier(id))).toBe(preset);
  },
);
