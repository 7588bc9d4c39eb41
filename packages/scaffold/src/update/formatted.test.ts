import { describe, expect, test } from '@jest/globals';
import * as prettier from 'prettier';
import { isUnedited } from '../content/content.ts';
import { type RawOptions, resolveOptions } from '../options/options.ts';
import { registryPackages } from '../plan/packages.ts';
import { createPlan } from '../plan/plan.ts';
import { changeExtension } from './change-extension.ts';
import { readExtension } from './known-extension.ts';

const packages = registryPackages();

function generated(raw: RawOptions): Map<string, string> {
  const { options } = resolveOptions({ directory: 'sign-in', image: 'acme/sign-in', ...raw });
  return new Map([...createPlan(options, { packages })].map(([path, content]) => [path, String(content)]));
}

const changes: readonly (readonly [name: string, before: RawOptions, change: RawOptions])[] = [
  ['adds a provider', { provider: ['oidc'] }, { provider: ['oidc', 'github'] }],
  ['adds two providers', { provider: ['oidc'] }, { provider: ['oidc', 'auth0', 'slack'] }],
  ['removes the first provider', { provider: ['oidc', 'github'] }, { provider: ['github'] }],
  ['removes the last provider', { provider: ['oidc', 'github'] }, { provider: ['oidc'] }],
  ['changes to the tab', { strategy: 'backend-callback' }, { strategy: 'extension-tab' }],
  ['changes to the callback', { strategy: 'extension-tab' }, { strategy: 'backend-callback' }],
  ['changes to the bridge', { strategy: 'extension-tab' }, { strategy: 'extension-tab', redirect: 'bridge' }],
  ['removes the backend', { strategy: 'extension-tab' }, { strategy: 'extension-tab', exchange: 'ui' }],
  ['adds a backend', { strategy: 'extension-tab', exchange: 'ui' }, { strategy: 'extension-tab' }],
  ['changes the port', { provider: ['github'] }, { provider: ['github'], port: '6000' }],
];

/** Most files are the same for every change, so each text is formatted once. */
const prettierStyle = (style: prettier.Options) => {
  const formatted = new Map<string, Promise<string>>();
  const format = async (path: string, text: string) => {
    const { inferredParser } = await prettier.getFileInfo(path);
    return inferredParser === null ? text : prettier.format(text, { ...style, filepath: path });
  };
  return (path: string, text: string) => {
    const key = `${path}\n${text}`;
    const result = formatted.get(key) ?? format(path, text);
    formatted.set(key, result);
    return result;
  };
};

const edits: Readonly<Record<string, (path: string, text: string) => Promise<string> | string>> = {
  'the defaults of Prettier': prettierStyle({}),
  'no semicolons': prettierStyle({
    ...{ semi: false, singleQuote: true, printWidth: 120, tabWidth: 4, objectWrap: 'collapse' },
  }),
  'tabs and a width of 60': prettierStyle({
    ...{ useTabs: true, trailingComma: 'none', arrowParens: 'avoid', printWidth: 60, proseWrap: 'always' },
  }),
  'CRLF, a byte order mark and no final newline': (_, text) =>
    `\uFEFF${text.replaceAll('\n', '\r\n')}`.trimEnd(),
};

describe.each(changes)('a change that %s', (_, before, change) => {
  test.each(Object.entries(edits))('gives the generated content in files with %s', async (_, edit) => {
    const original = generated(before);
    const files = new Map<string, string>();
    for (const [path, text] of original)
      files.set(path, /^ddext-oauth\./.test(path) ? text : await edit(path, text));
    const read = (path: string) => files.get(path);
    const result = changeExtension({ known: readExtension({ read }), change, packages, read });
    expect(result.conflicts).toEqual([]);
    for (const [path, content] of result.files) {
      if (content === null) files.delete(path);
      else files.set(path, String(content));
    }
    const expected = generated({ ...before, ...change });
    expect([...files.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [path, text] of expected)
      if (!isUnedited(path, files.get(path) ?? '', text))
        expect([path, files.get(path)]).toEqual([path, text]);
  });
});
