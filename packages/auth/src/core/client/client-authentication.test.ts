import { github, oidc } from '@ddext-oauth/providers';
import { describe, expect, test } from '@jest/globals';
import { credentialFor } from './client-authentication.ts';
import { type ProviderSettings, resolveProvider } from './settings.ts';

const base: ProviderSettings = {
  id: 'work',
  preset: oidc,
  issuer: 'https://id.example',
  clientId: 'client',
  clientSecret: { variable: 'SECRET' },
};
const resolve = (settings: Partial<ProviderSettings>) =>
  resolveProvider({ ...base, ...settings }, () => 'shh');
const methodAt = (settings: Partial<ProviderSettings>, listed: readonly string[] | undefined) =>
  credentialFor(resolve(settings), {
    issuer: 'https://id.example',
    ...(listed && { token_endpoint_auth_methods_supported: [...listed] }),
  }).method;

describe('the client authentication (rule 29)', () => {
  test.each([
    [
      'the first that preset and metadata share',
      {},
      ['private_key_jwt', 'client_secret_post'],
      'client_secret_post',
    ],
    [
      "the preset's order if both are listed",
      {},
      ['client_secret_post', 'client_secret_basic'],
      'client_secret_basic',
    ],
    ["the preset's first if nothing is shared", {}, ['tls_client_auth'], 'client_secret_basic'],
    ["the preset's first without a list", { preset: github }, undefined, 'client_secret_post'],
    [
      "the setting's, for any list",
      { clientAuthentication: 'client_secret_post' },
      ['client_secret_basic'],
      'client_secret_post',
    ],
    ["the setting's, without a secret", { clientAuthentication: 'none' }, ['client_secret_basic'], 'none'],
  ] as const)('is %s', (_what, settings, listed, method) => {
    expect(methodAt(settings, listed)).toBe(method);
  });

  test('is rejected if it is set without a secret', () => {
    const { clientSecret: _secret, ...without } = base;
    expect(() =>
      resolveProvider({ ...without, clientAuthentication: 'client_secret_post' }, () => undefined),
    ).toThrow(expect.objectContaining({ code: 'provider-not-configured' }));
  });
});
