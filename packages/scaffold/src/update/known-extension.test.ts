import { describe, expect, test } from '@jest/globals';
import { extension, made, textOf } from '../testing/edited-extension.ts';

const source = 'auth/src/extension.ts';
const record = 'ddext-oauth.json';
const options = { provider: ['oidc', 'github'], port: '5000' };
const everywhere = (from: string, to: string, paths: readonly string[]) =>
  Object.fromEntries(
    paths.map((path) => [path, (text: string) => text.replace(new RegExp(`\\b${from}\\b`, 'g'), to)]),
  );

describe('the files of the extension override the record', () => {
  test('for a port that was changed by hand, in any file', () => {
    const one = extension(options, { [source]: (text) => text.replace('5000', '7777') });
    const { warnings } = one.add('google');
    expect(warnings).toContain(
      'auth/src/extension.ts has the port 7777, and ddext-oauth.json had 5000. The record is updated.',
    );
    expect(textOf(one.files)).toEqual(textOf(made({ port: '7777', provider: ['oidc', 'github', 'google'] })));
  });

  test('for a port that was changed in every file except the record', () => {
    const all = [...made(options)].filter(
      ([path, text]) => !/ddext-oauth/.test(path) && /\b5000\b/.test(text),
    );
    const paths = all.map(([path]) => path);
    const one = extension(options, everywhere('5000', '7777', paths));
    one.apply({ port: '6000' });
    expect(textOf(one.files)).toEqual(textOf(made({ ...options, port: '6000' })));
  });

  test('for image and title', () => {
    const one = extension(options, {
      [source]: (text) => text.replace('acme/sign-in', 'acme/other').replace("'Sign In'", "'Other'"),
    });
    one.add('google');
    expect(textOf(one.files)).toEqual(
      textOf(
        made({ ...options, image: 'acme/other', title: 'Other', provider: ['oidc', 'github', 'google'] }),
      ),
    );
  });

  test('but an expression does not: the record is used, with a warning', () => {
    const one = extension(options, {
      [source]: (text) => `const PORT = 5000;\n${text.replace('port: 5000', 'port: PORT')}`,
    });
    expect(one.plan({}).warnings).toContain(
      'auth/src/extension.ts computes port, so 5000 is used, from ddext-oauth.json.',
    );
  });

  test('for a provider that was removed by hand, which is removed from the record', () => {
    const one = extension(options);
    const without = made({ ...options, provider: ['oidc'] });
    for (const path of one.files.keys()) if (!without.has(path)) one.files.delete(path);
    for (const [path, text] of without) if (!path.startsWith('ddext-oauth')) one.files.set(path, text);
    const { warnings } = one.plan({});
    expect(warnings).toContain(
      'github is not in auth/src/providers/index.ts any more, and is removed from ddext-oauth.json.',
    );
    one.add('github');
    expect(textOf(one.files)).toEqual(textOf(made(options)));
  });

  test('for a provider of which only the file and the list entry were removed by hand', () => {
    const one = extension(options, {
      'auth/src/providers/index.ts': (text) => text.replace(/.*github.*\n/g, ''),
    });
    one.files.delete('auth/src/providers/github.ts');
    one.add('google');
    expect(textOf(one.files)).toEqual(textOf(made({ ...options, provider: ['oidc', 'google'] })));
  });
});

describe('ddext-oauth.json', () => {
  test("keeps the user's own members", () => {
    const one = extension(options, {
      [record]: (text) =>
        text
          .replace('{\n', '{\n  "owner": "team-a",\n')
          .replace('"options": {', '"options": {\n    "mine": 1,'),
    });
    one.apply({ port: '6000' });
    const { owner, options: saved } = JSON.parse(one.files.get(record) ?? '');
    expect([owner, saved.mine, saved.port]).toEqual(['team-a', 1, '6000']);
  });

  test('may start with a byte order mark, and keeps its line breaks', () => {
    const one = extension(options, { [record]: (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}` });
    one.apply({ port: '6000' });
    const text = one.files.get(record) ?? '';
    expect(text).toMatch(/^\uFEFF\{\r\n/);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(one.record().options.port).toBe('6000');
  });
});

describe('the registered port', () => {
  test.each([undefined, '5000'])('is used again when the strategy changes back: %s', (port) => {
    const one = extension({ provider: ['oidc'], ...(port && { port }) });
    const before = textOf(one.files);
    one.apply({ strategy: 'extension-tab' });
    one.apply({ strategy: 'backend-callback' });
    expect(textOf(one.files)).toEqual(before);
  });

  test('does not change when the image changes', () => {
    const one = extension({ provider: ['oidc'] });
    const { port } = one.record().options;
    one.apply({ image: 'acme/other' });
    expect(one.record().options.port).toBe(port);
    one.apply({ strategy: 'extension-tab' });
    one.apply({ image: 'acme/third' });
    one.apply({ strategy: 'backend-callback' });
    expect(one.record().options.port).toBe(port);
  });

  test('must be registered again at each provider if it changes', () => {
    const { registrations } = extension(options).plan({ port: '6000' });
    expect(registrations).toEqual([
      expect.objectContaining({ provider: 'OpenID Connect', console: null }),
      {
        provider: 'GitHub',
        console: 'https://github.com/settings/developers',
        from: 'http://127.0.0.1:5000/callback/github',
        to: 'http://127.0.0.1:6000/callback/github',
      },
    ]);
    expect(extension(options).plan({ title: 'Other' }).registrations).toEqual([]);
  });
});
