import { type CatalogEntry, no, type Redirects, unknown, yes } from '@ddext-oauth/providers';
import { catalog } from '@ddext-oauth/providers/catalog';
import { expect, test } from '@jest/globals';
import { judgeProviders, parseProviders, type SignInOptions } from './providers.ts';

const [oidc] = catalog as [CatalogEntry];
const callback: SignInOptions = {
  strategy: 'backend-callback',
  redirect: 'scheme',
  exchange: 'backend',
  hosts: ['docker'],
};
const tab: SignInOptions = { ...callback, strategy: 'extension-tab' };
const acme = (redirects: Partial<Redirects>, preset: Partial<CatalogEntry> = {}): CatalogEntry => ({
  ...oidc,
  ...preset,
  name: 'Acme',
  redirects: { ...oidc.redirects, customScheme: yes(), ...redirects },
});

test('a provider that works causes no warning', () => {
  expect(judgeProviders([acme({ loopbackAddress: yes('Fine.') })], callback)).toEqual([]);
});

test('a provider that is documented not to work is rejected with the reason and an alternative', () => {
  const fails = acme({ loopbackAddress: no('Acme takes https only.'), localhost: no('As above.') });
  expect(() => judgeProviders([fails], callback)).toThrow(
    'Acme does not work with --strategy backend-callback: Acme takes https only; use --strategy extension-tab or another provider.',
  );
});

test('a provider that works with no strategy is rejected without an alternative', () => {
  const nowhere = no('It registers no apps.');
  const fails = acme({ loopbackAddress: nowhere, localhost: nowhere, customScheme: nowhere, query: nowhere });
  expect(() => judgeProviders([fails], tab)).toThrow('choose another provider.');
});

test('a provider that is not known to work is accepted with a warning', () => {
  const maybe = acme({ loopbackAddress: unknown('Not tested.'), localhost: unknown('Nor this.') });
  expect(judgeProviders([maybe, maybe], callback)).toEqual([
    'Whether Acme works with --strategy backend-callback is not known: Not tested.',
    'Whether Acme works with --strategy backend-callback is not known: Not tested.',
  ]);
});

test('a provider that requires a client secret is rejected without a backend, and accepted with one', () => {
  const secret = acme({}, { publicClient: { authorizationCode: no('Acme requires a secret.') } });
  expect(() => judgeProviders([oidc, secret], { ...tab, exchange: 'ui' })).toThrow(
    'Acme does not work with --strategy extension-tab --exchange ui: Acme requires a secret; use --exchange backend or another provider.',
  );
  expect(judgeProviders([secret], tab)).toEqual([]);
});

test('a provider without PKCE is rejected with extension-tab, and accepted with backend-callback', () => {
  const plain = acme({}, { pkce: { method: 'off', reason: 'It rejects the parameters.' } });
  expect(() => judgeProviders([plain], tab)).toThrow(
    'Acme does not work with --strategy extension-tab: The code passes through other programs, and Acme works without PKCE only; use --strategy backend-callback or another provider.',
  );
  expect(() => judgeProviders([plain], callback)).not.toThrow();
});

test.each([
  ['azure', 'microsoft-entra-id'],
  ['entra', 'microsoft-entra-id'],
  ['Google Workspace', 'google'],
  ['twitter', 'x'],
  ['aws-cognito', 'cognito'],
  ['aws-signin', 'aws'],
  ['amazon', 'login-with-amazon'],
  ['githb', 'github'],
  ['githbu', 'github'],
  ['gitlabb', 'gitlab'],
  ['Keycloack', 'keycloak'],
])('the error for an unknown provider %s suggests %s', (given, meant) => {
  expect(() => parseProviders([given], catalog)).toThrow(`; did you mean ${meant}? `);
});

test.each(['mailchimp', 'trello', 'zendesk', 'paypal', 'sentinel', 'fox', 'zed'])(
  'the error for an unknown provider %s does not suggest another product',
  (given) => {
    expect(() => parseProviders([given], catalog)).toThrow(/^Unknown provider "\w+"; use one of these/);
  },
);

test('no alias is the ID or an alias of another provider', () => {
  const names = catalog.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});
