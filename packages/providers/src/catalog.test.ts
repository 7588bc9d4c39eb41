import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { catalog } from './catalog.ts';

describe('the catalog', () => {
  test('has one preset for each pair of files, with the name of the file as its ID', () => {
    const files = readdirSync(`${import.meta.dirname}/presets`);
    const expected = catalog.flatMap(({ id }) => [`${id}.reference.ts`, `${id}.ts`]);
    expect(expected.sort()).toEqual(files.sort());
  });

  test('starts with the two generic presets', () => {
    const [first, second, ...others] = catalog.map(({ id }) => id);
    expect([first, second]).toEqual(['oidc', 'oauth2']);
    expect(others).toEqual([...others].sort());
  });

  test.each(catalog.map((preset) => [preset.id, preset] as const))(
    'describes each parameter of %s, and no other',
    (_id, { parameters = [], parameterDescriptions = {} }) => {
      expect(Object.keys(parameterDescriptions).sort()).toEqual(parameters.map(({ name }) => name).sort());
    },
  );

  test.each(catalog.map((preset) => [preset.id, preset] as const))(
    'has evidence of %s only for existing members',
    (_id, { evidence }) => {
      const members = new Set(catalog.flatMap(Object.keys));
      const named = evidence.flatMap(({ facts }) => facts.map((fact) => fact.split('.')[0] ?? ''));
      expect(named.filter((member) => !members.has(member))).toEqual([]);
    },
  );
});
