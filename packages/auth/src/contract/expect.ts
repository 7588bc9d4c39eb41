import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';
import { CLIENT_ID, CLIENT_SECRET, CODE } from './run.ts';
import type { SentRequest } from './scripted-hosts.ts';

/** Each parameter has its value. null: absent. undefined: any value. */
export function expectParameters(
  sent: Readonly<Record<string, unknown>> | undefined,
  expected: Readonly<Record<string, string | null | undefined>>,
): void {
  expect(sent).toBeDefined();
  for (const [name, value] of Object.entries(expected)) {
    if (value !== undefined) expect([name, sent?.[name]]).toEqual([name, value ?? undefined]);
  }
}

/** RFC 6749 section 4.1.1, RFC 7636 section 4.3, and the additional parameters of preset and fixture. */
export function expectAuthorizationRequest(
  { preset, authorization }: ProviderFixture,
  page: URL,
  redirectUri: string,
): void {
  const { scopes, refresh, pkce, nonce } = preset;
  const asked = [...scopes.default, ...(refresh?.scopes ?? [])];
  const withPkce = pkce.method === 'S256';
  const withNonce = asked.includes('openid') && !nonce;
  expectParameters(Object.fromEntries(page.searchParams), {
    response_type: 'code',
    client_id: CLIENT_ID,
    redirect_uri: redirectUri,
    scope: asked.join(scopes.separator) || null,
    code_challenge_method: withPkce ? 'S256' : null,
    ...(!withPkce && { code_challenge: null }),
    ...(!withNonce && { nonce: null }),
    ...authorization,
  });
  expect(page.searchParams.get('state')).toMatch(/^[\w-]{43}$/);
  if (withPkce) expect(page.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
  if (withNonce) expect(page.searchParams.get('nonce')).toMatch(/^[\w-]{43}$/);
}

/** RFC 6749 sections 2.3.1 and 4.1.3, RFC 7636 section 4.5, in the provider's format. */
export function expectTokenRequest(
  fixture: ProviderFixture,
  request: SentRequest | undefined,
  { page, redirectUri }: { page: URL; redirectUri: string },
): void {
  const { contentType = 'application/x-www-form-urlencoded', parameters = {} } = fixture.tokenRequest ?? {};
  expect(request?.method).toBe('POST');
  expect(request?.headers['content-type']).toContain(contentType);
  expect(request?.headers.accept).toContain('application/json');
  expectParameters(request?.parameters, {
    grant_type: 'authorization_code',
    code: CODE,
    redirect_uri: redirectUri,
    ...credentialsOf(fixture),
    ...parameters,
  });
  const basic = authenticationOf(fixture) === 'basic';
  expect(basicCredentials(request?.headers.authorization)).toEqual(
    basic ? [CLIENT_ID, CLIENT_SECRET] : undefined,
  );
  const verifier = request?.parameters.code_verifier;
  const challenge = verifier && createHash('sha256').update(verifier).digest('base64url');
  expect(challenge ?? null).toBe(page.searchParams.get('code_challenge'));
}

function credentialsOf(fixture: ProviderFixture): Record<string, string | null> {
  const authentication = authenticationOf(fixture);
  return {
    client_id: authentication === 'basic' ? null : CLIENT_ID,
    client_secret: authentication === 'post' ? CLIENT_SECRET : null,
  };
}

function authenticationOf({ preset, client, tokenRequest }: ProviderFixture): 'basic' | 'post' | 'none' {
  if (tokenRequest?.authentication) return tokenRequest.authentication;
  if (client === 'public') return 'none';
  return preset.clientAuthentication[0] === 'client_secret_post' ? 'post' : 'basic';
}

/** Id and secret, each in the encoding of a form (RFC 6749 section 2.3.1). */
function basicCredentials(authorization: string | undefined): string[] | undefined {
  if (authorization === undefined) return undefined;
  const pair = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  return pair.split(':').map((part) => new URLSearchParams(`_=${part}`).get('_') ?? '');
}
