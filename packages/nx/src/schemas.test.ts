import { readFileSync } from 'node:fs';
import { optionTable } from '@ddext-oauth/scaffold';
import { expect, test } from '@jest/globals';
import { schemaTexts } from '../schemas.mjs';

const root = new URL('../', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const { generators } = json('generators.json') as {
  generators: Record<string, { factory: string; schema: string; description: string }>;
};
const all = Object.entries(generators);
const factories: Readonly<Record<string, unknown>> = await import('./generators.ts');

test.each(Object.entries(schemaTexts()))(
  'the package contains %s as generated from the option table',
  (file, text) => {
    expect(json(`dist/schemas/${file}`)).toEqual(JSON.parse(text));
  },
);

test.each(all)(
  'the generator %s has a function, a schema and a description',
  (name, { factory, schema, description }) => {
    const [file, symbol = ''] = factory.split('#');
    expect(file).toBe('./dist/generators.js');
    expect(typeof factories[symbol]).toBe('function');
    expect(schema).toBe(`./dist/schemas/${name}.json`);
    expect(description).toMatch(/^[A-Z].*[^.]$/);
  },
);

test('every schema belongs to a generator', () => {
  expect(Object.keys(schemaTexts()).sort()).toEqual(all.map(([name]) => `${name}.json`).sort());
});

test.each(all.filter(([name]) => name !== 'preset'))(
  'a misspelled option of %s is an error',
  (_, { schema }) => {
    expect(json(schema).additionalProperties).toBe(false);
  },
);

test.each(all)(
  'every option of %s has a description, and its examples name the generator',
  (name, { schema }) => {
    const { properties, examples } = json(schema);
    for (const property of Object.values(properties) as { description: string }[]) {
      expect(property.description).toMatch(/^[A-Z]/);
    }
    for (const { command } of examples) expect(command).toMatch(`nx generate @ddext-oauth/nx:${name} `);
  },
);

test('the extension generator has every option of the command, except those of a whole workspace', () => {
  const options = Object.keys(optionTable);
  expect(Object.keys(json('dist/schemas/preset.json').properties)).toEqual(['name', ...options.slice(1)]);
  expect(Object.keys(json('dist/schemas/extension.json').properties)).toEqual(
    options.filter((name) => !['key', 'license', 'remoteCache'].includes(name)),
  );
});

test('the README lists every generator with its description', () => {
  const rows = all.map(([name, { description }]) => `| \`${name}\` | ${description} |`);
  expect(readFileSync(new URL('README.md', root), 'utf8').split('\n')).toEqual(expect.arrayContaining(rows));
});
