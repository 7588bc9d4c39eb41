import { describe, expect, test } from '@jest/globals';
import { assertEscaped } from '../../languages.mjs';
import { resolveOptions } from '../options/options.ts';
import { templateSet } from '../testing/templates.ts';
import { registryPackages } from './packages.ts';
import { createPlan } from './plan.ts';

const assertTexts = (texts: Readonly<Record<string, string>>) => assertEscaped(templateSet(texts));

describe('a template that writes free text without an escape for its language', () => {
  test.each([
    ['a.json', '{ "a": "{{title}}" }', '{{title}} is free text; write it with json'],
    ['a.json', '{ "a": "{{path}}" }', '{{path}} is free text'],
    ['a.json', '{{#each providers}}"{{registration.fields}}"{{/each}}', '{{registration.fields}} is free'],
    ['a.yaml', 'a: {{title}}', '{{title}} is free text; write it with json'],
    ['.github/a.yml', 'a: "{{title}}"', '{{title}} is free text'],
    ['a.ts', "'{{title}}'", '{{title}} is free text; write it with ts'],
    ['a.tsx', '<p>{{#if tab}}{{title}}{{/if}}</p>', '{{title}} is free text'],
    ['a.mjs', '// {{command}}', '{{command}} is free text'],
    ['Dockerfile', 'LABEL a="{{title}}"', '{{title}} is free text; write it with label'],
    ['a/index.html', '<title>{{title}}</title>', '{{title}} is free text; write it with html'],
    ['README.md', '# {{title}}', '{{title}} is free text; write it with markdown,codeLine'],
    ['dot-env.example', '# {{title}}', '{{title}} is free text; write it with codeLine'],
  ])('fails the build: %s with %j', (path, text, message) => {
    expect(() => assertTexts({ [`extension/${path}.hbs`]: text })).toThrow(`extension/${path}: ${message}`);
  });

  test.each([
    ['a.ts', '{{json title}}', '{{json}} does not escape for typescript; use ts'],
    ['a.json', '{{ts title}}', '{{ts}} does not escape for json'],
    ['a.html', '{{markdown title}}', '{{markdown}} does not escape for html'],
    ['Dockerfile', 'LABEL a="{{html title}}"', '{{html}} does not escape for dockerfile'],
    ['a.json', '"{{json title}}"', '{{json}} writes its own quotes'],
    ['a.ts', "'{{ts title}}'", '{{ts}} writes its own quotes'],
  ])('fails the build with the helper of another language: %s with %j', (path, text, message) => {
    expect(() => assertTexts({ [`extension/${path}.hbs`]: text })).toThrow(message);
  });

  test('fails the build in a partial, and in one overlay of several', () => {
    const texts = {
      'extension/a.json.hbs': '{{> outer}}',
      'extension/_partials/outer.hbs': '{{> inner}}',
      'extension/_partials/inner.hbs': '{{json title}}',
      '+workspace/_partials/inner.hbs': '"{{title}}"',
    };
    expect(() => assertTexts(texts)).toThrow('+workspace/_partials/inner in extension/_partials/outer');
  });
});

describe('a value that is written without a helper', () => {
  const rendered = (path: string, text: string, port: unknown) => {
    const { options } = resolveOptions({ directory: 'hello' });
    const templates = templateSet({ [`extension/${path}.hbs`]: text });
    const given = { ...options, port: port as number };
    return createPlan(given, { packages: registryPackages(), templates }).get(path);
  };

  test.each(['a.json', 'a.yaml', 'a.ts', 'Dockerfile', 'a.html'])(
    'is rejected in %s if it has a special meaning',
    (path) => {
      for (const value of [
        'a"b',
        "a'b",
        'a`b',
        'a\\b',
        'a\nb',
        'a: b',
        'a #b',
        '*/',
        `\${a}`,
        '<b>',
        '&a',
        '{a}',
        '[a]',
        '-->',
      ]) {
        expect(() => rendered(path, '{{port}}', value)).toThrow(/cannot be rendered: .* must be escaped in/);
      }
      for (const value of ['acme/hello', 'https://a.example/#/b?c=d', 'Microsoft Entra ID', '../../', ''])
        expect(rendered(path, '{{port}}', value)).toBe(value);
    },
  );

  test('is rejected in Markdown if it starts HTML, code, a link or a cell, and in text if it starts a line', () => {
    for (const value of ['<b>', '`', '[a](b)', 'a|b', 'a\nb', '\u202e']) {
      expect(() => rendered('a.md', '{{port}}', value)).toThrow('must be escaped in markdown');
    }
    expect(() => rendered('a', '{{port}}', 'a\nb')).toThrow('must be escaped in text');
  });
});
