import { fillIn, isOfKind, oidc, type ParameterKind, type Preset } from '@ddext-oauth/providers';
import { catalog } from '@ddext-oauth/providers/catalog';
import { describe, expect, test } from '@jest/globals';
import { type ProviderSettings, resolveProvider } from './settings.ts';

const good: Readonly<Record<ParameterKind, readonly string[]>> = {
  host: [
    'gitlab.com',
    'localhost',
    'a',
    'id.example:8443',
    'xn--bcher-kva.example',
    '127.0.0.1',
    'ID.Example',
  ],
  segment: ['main', 'contoso.onmicrosoft.com', '9122040d-6c67-4c5b-b112-36a304b66dad', 'a', 'v2.0', 'a_b'],
  url: ['https://id.example', 'https://id.example:8443/oauth/token', 'https://id.example/a/~b/v2.0'],
};

/** Each value would change the host or path of the preset, or result in an invalid URL. */
const untrusted = [
  '',
  ' ',
  'a b',
  ' id.example',
  'id.example ',
  'id.example\n',
  'evil.example/',
  'evil.example/@',
  'user@evil.example',
  'user:secret@evil.example',
  'evil.example#',
  'evil.example?',
  'evil.example\\',
  'id.example%2f',
  'id.example:',
  'id.example:port',
  'id.example:8443:1',
  'https://id.example:99999',
  'https://1.2.3.256',
  '.',
  '..',
  '../..',
  'a/../b',
  '.example',
  'x#',
  'x?y=z',
  '{tenant}',
  '[::1]',
  'ídentity.example',
  'javascript:alert(1)',
  'http://id.example',
  '//id.example',
  `https://id.example/${'?'}a`,
  'https://id.example/#a',
  'https://id.example/',
  'https://id.example/..',
  'https://id.example/a/../b',
  'https://id.example/./a',
  'https://user@id.example/a',
  'https://id.example//a',
  'https://id..example',
  'https://id.example\\@evil.example',
  '$&',
];

const kinds = Object.keys(good) as ParameterKind[];
const template: Readonly<Record<ParameterKind, string>> = {
  host: 'https://{part}/oauth/authorize',
  segment: 'https://id.example/{part}/authorize',
  url: '{part}',
};
const presetWith = (kind: ParameterKind): Preset => ({
  ...oidc,
  protocol: 'oauth2',
  parameters: [{ name: 'part', example: good[kind][0] ?? '', kind }],
  endpoints: { authorization: template[kind], token: template[kind] },
});
const settingsWith = (kind: ParameterKind, part: string): ProviderSettings => ({
  ...{ id: 'test', preset: presetWith(kind), clientId: 'a', parameters: { part } },
});
const resolve = (settings: ProviderSettings, variables: Readonly<Record<string, string>> = {}) =>
  resolveProvider(settings, (name) => variables[name]);

describe.each(kinds)('a parameter of the kind %s', (kind) => {
  test.each(good[kind])('accepts %j, and stays at its position in the URL of the preset', (part) => {
    const { endpoints } = resolve(settingsWith(kind, part));
    expect(endpoints?.authorization).toBe(template[kind].replace('{part}', part));
    const { username, search, hash, pathname } = new URL(endpoints?.authorization ?? '');
    expect([username, search, hash]).toEqual(['', '', '']);
    expect(pathname).toBe(new URL(template[kind].replace('{part}', part)).pathname);
  });

  const longer = 'a'.repeat(100_000);
  const others = [`${longer}.example`, `https://${longer}`, longer, `${'a-'.repeat(50_000)}!`];
  test.each([...untrusted, ...others])('rejects %.40j', (part) => {
    expect(() => resolve(settingsWith(kind, part))).toThrow(
      expect.objectContaining({
        code: 'provider-not-configured',
        message: expect.stringMatching(/^OpenID Connect: the part ".{0,200}" does not look like /s),
      }),
    );
  });
});

test.each(['id.example:99999', '1.2.3.256'])('rejects the host %s, which is invalid in a URL', (part) => {
  expect(() => resolve(settingsWith('host', part))).toThrow('does not look like gitlab.com');
});

const declared = catalog.flatMap(({ id, parameters = [] }) => parameters.map((one) => [id, one] as const));
test.each(declared)('%s has a valid example, and a valid default if it has one', (_id, one) => {
  for (const value of [one.example, one.default ?? one.example])
    expect([value, isOfKind(one.kind, value)]).toEqual([value, true]);
});

describe('the parameters of a provider', () => {
  const tenant = { name: 'part', example: 'main', kind: 'segment' } as const;
  const withDefault = { ...presetWith('segment'), parameters: [{ ...tenant, default: 'common' }] };

  test('are read from the environment if they are given by name', () => {
    const settings = { ...settingsWith('segment', ''), parameters: { part: { variable: 'TENANT' } } };
    expect(resolve(settings, { TENANT: 'acme' }).endpoints?.token).toBe('https://id.example/acme/authorize');
    expect(() => resolve(settings)).toThrow('OpenID Connect has no part: set TENANT.');
  });

  test('default to those of the preset, and are required if it has none', () => {
    const { parameters: _parameters, ...without } = settingsWith('segment', '');
    const resolved = resolve({ ...without, preset: withDefault });
    expect(resolved.endpoints?.token).toBe('https://id.example/common/authorize');
    expect(() => resolve(without)).toThrow("OpenID Connect has no part: add it to the provider's file.");
  });

  test('are also filled into the issuer and the API hosts', () => {
    const preset = { ...withDefault, issuer: 'https://id.example/{part}', apiHosts: ['{part}.example'] };
    const settings = { ...settingsWith('segment', 'acme'), preset };
    expect(resolve(settings)).toMatchObject({
      issuer: 'https://id.example/acme',
      apiHosts: ['acme.example'],
    });
  });

  test('that a template names and the preset does not declare are reported by name', () => {
    expect(() => fillIn('https://{domain}/a', {})).toThrow('Nothing is known for {domain}');
  });

  test('keep a dollar sign unchanged', () => {
    expect(fillIn('{a}', { a: '$&$1' })).toBe('$&$1');
  });
});
