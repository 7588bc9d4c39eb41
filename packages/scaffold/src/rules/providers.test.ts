import { catalogue } from '@ddext-oauth/auth/catalogue';
import type { Preset, Verdict } from '@ddext-oauth/auth/providers';
import { expect, test } from '@jest/globals';
import { judgeProviders, refuseConfidential } from './providers.ts';

const [oidc] = catalogue as [Preset];
const preset = (callback: Verdict, tab: Verdict): Preset => ({
  ...oidc,
  name: 'Acme',
  strategies: { 'backend-callback': callback, 'extension-tab': tab },
});

test('a pair that works passes without a word', () => {
  expect(
    judgeProviders([preset({ possible: true, note: 'Fine.' }, { possible: true })], 'backend-callback'),
  ).toEqual([]);
});

test('a pair that is documented not to work is refused with the reason and with what does work', () => {
  const acme = preset({ possible: false, reason: 'Acme takes https only.' }, { possible: true });
  expect(() => judgeProviders([acme], 'backend-callback')).toThrow(
    'Acme does not work with backend-callback: Acme takes https only; use --strategy extension-tab or another provider.',
  );
});

test('a provider with which nothing works is refused without advice to try', () => {
  const acme = preset({ possible: false, reason: 'No.' }, { possible: false, reason: 'No.' });
  expect(() => judgeProviders([acme], 'extension-tab')).toThrow('choose another provider.');
});

test('a pair of which nobody knows passes with a warning', () => {
  const acme = preset({ possible: 'unknown', reason: 'Nobody tried.' }, { possible: true });
  expect(judgeProviders([acme, acme], 'backend-callback')).toEqual([
    'Whether Acme works with backend-callback is not known: Nobody tried.',
    'Whether Acme works with backend-callback is not known: Nobody tried.',
  ]);
});

test('a provider that wants a client secret is refused to a page, and served by a backend', () => {
  const acme: Preset = { ...oidc, name: 'Acme', clientAuthentication: ['client_secret_post'] };
  expect(() => refuseConfidential([oidc, acme], 'ui')).toThrow(
    'Acme does not work with --exchange ui: it wants a client secret, and a page cannot keep one; use --exchange backend or another provider.',
  );
  expect(() => refuseConfidential([oidc, acme], 'backend')).not.toThrow();
  expect(() => refuseConfidential([oidc], 'ui')).not.toThrow();
});
