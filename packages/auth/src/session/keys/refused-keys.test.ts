import { keyMethods } from '@ddext-oauth/providers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AuthErrorCode } from '../../core/errors.ts';
import { memoryStore } from '../../stores/memory.ts';
import {
  type KeyResponse,
  type KeyServer,
  sampleKey,
  startKeyServer,
} from '../../testing/servers/key-server.ts';
import { Auth } from '../auth.ts';

let server: KeyServer;
beforeAll(async () => {
  server = await startKeyServer();
});
afterAll(() => server.close());

/** Adds a key of a provider whose API responds as given, and returns the error. */
async function refusal(provider: string, response: KeyResponse) {
  server.respond = () => response;
  const method = server.methodOf(provider);
  const auth = new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 },
    providers: [],
    keys: [{ id: provider, method }],
    store: memoryStore(),
    read: () => undefined,
    insecureLoopbackIssuer: true,
  });
  const key = sampleKey(method);
  const error = await auth.addKey(provider, { key, userName: 'ada' }).catch((caught) => caught);
  expect((await auth.session()).accounts).toEqual([]);
  expect(`${error.message} ${error.advice}`).not.toContain(key);
  return error;
}

const html = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Sign in</title>' };

/** Responses as the providers write them. */
test.each<[string, string, KeyResponse, AuthErrorCode]>([
  ['github', 'a wrong token', { status: 401, body: { message: 'Bad credentials' } }, 'credential-rejected'],
  [
    'github',
    'a token of an organization with SSO',
    { status: 403, headers: { 'x-github-sso': 'required; url=https://github.com/orgs/a/sso' }, body: {} },
    'access-blocked',
  ],
  [
    'github',
    'a suspended account',
    { status: 403, body: { message: 'Sorry. Your account was suspended.' } },
    'access-blocked',
  ],
  [
    'github',
    'a token without the scope',
    { status: 403, body: { message: 'Resource not accessible by personal access token' } },
    'scope-missing',
  ],
  [
    'github',
    'a lifetime that the organization forbids',
    { status: 403, body: { message: 'The organization forbids access: its policy limits the lifetime.' } },
    'access-blocked',
  ],
  [
    'github',
    'too many requests',
    { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } },
    'provider-unreachable',
  ],
  ['gitlab', 'a wrong token', { status: 401, body: { message: '401 Unauthorized' } }, 'credential-rejected'],
  [
    'gitlab',
    'an expired token',
    { status: 401, body: { error: 'invalid_token', error_description: 'Token is expired.' } },
    'credential-expired',
  ],
  [
    'gitlab',
    'a revoked token',
    { status: 401, body: { error: 'invalid_token', error_description: 'Token was revoked.' } },
    'credential-rejected',
  ],
  [
    'gitlab',
    'a token without the scope',
    { status: 403, body: { error: 'insufficient_scope', scope: 'read_user api' } },
    'scope-missing',
  ],
  [
    'gitlab',
    'a blocked account',
    { status: 403, body: { message: '403 Forbidden - Your account has been blocked.' } },
    'access-blocked',
  ],
  ['figma', 'a wrong token', { status: 403, body: { err: 'Invalid token' } }, 'credential-rejected'],
  ['figma', 'an expired token', { status: 403, body: { err: 'Token expired' } }, 'credential-expired'],
  [
    'figma',
    'a token without the scope',
    { status: 403, body: { message: 'Invalid scope(s): file_content:read.' } },
    'scope-missing',
  ],
  [
    'airtable',
    'a wrong token',
    { status: 401, body: { error: { type: 'AUTHENTICATION_REQUIRED' } } },
    'credential-rejected',
  ],
  [
    'airtable',
    'a token without the scope',
    { status: 403, body: { error: { message: 'Invalid permissions, or the model was not found.' } } },
    'scope-missing',
  ],
  ['clickup', 'a wrong token', { status: 401, body: { err: 'Token invalid' } }, 'credential-rejected'],
  [
    'cloudflare',
    'a wrong token',
    { status: 401, body: { errors: [{ code: 1000, message: 'Invalid API Token' }] } },
    'credential-rejected',
  ],
  [
    'cloudflare',
    'a malformed token',
    { status: 400, body: { errors: [{ message: 'Invalid format for Authorization header' }] } },
    'credential-rejected',
  ],
  [
    'cloudflare',
    'another location',
    { status: 403, body: { errors: [{ message: 'Cannot use the access token from location: 192.0.2.1' }] } },
    'access-blocked',
  ],
  [
    'cloudflare',
    'a token without the permission',
    { status: 403, body: { errors: [{ message: 'Unauthorized to access requested resource' }] } },
    'scope-missing',
  ],
  [
    'vercel',
    'a wrong token',
    { status: 403, body: { error: { code: 'forbidden', message: 'Not authorized', invalidToken: true } } },
    'credential-rejected',
  ],
  [
    'posthog',
    'a wrong key',
    { status: 401, body: { detail: 'Personal API key found in request Authorization header is invalid.' } },
    'credential-rejected',
  ],
  [
    'posthog',
    'a key without the scope',
    { status: 403, body: { detail: "API key missing required scope 'user:read'" } },
    'scope-missing',
  ],
  ['grafana', 'a wrong token', { status: 401, body: { message: 'Invalid API key' } }, 'credential-rejected'],
  [
    'grafana',
    'an expired token',
    { status: 401, body: { message: 'Expired API key' } },
    'credential-expired',
  ],
  [
    'grafana',
    'a token without the permission',
    { status: 403, body: { message: "You'll need additional permissions to perform this action." } },
    'scope-missing',
  ],
  [
    'circleci',
    'a wrong token',
    { status: 401, body: { message: 'You must log in first.' } },
    'credential-rejected',
  ],
  [
    'buildkite',
    'a token without the scope',
    { status: 403, body: { message: 'Your access token does not have the read_user scope.' } },
    'scope-missing',
  ],
  [
    'buildkite',
    'another address',
    { status: 403, body: { message: 'Access from this IP address is not allowed.' } },
    'access-blocked',
  ],
  [
    'ngrok',
    'a wrong key',
    { status: 401, body: { msg: 'The API authentication failed.' } },
    'credential-rejected',
  ],
  [
    'ngrok',
    'a suspended account',
    { status: 403, body: { msg: 'Your account has been suspended.' } },
    'access-blocked',
  ],
  [
    'tailscale',
    'a wrong token',
    { status: 401, body: { message: 'API token invalid' } },
    'credential-rejected',
  ],
  [
    'tailscale',
    'a token without the permission',
    { status: 403, body: { message: 'calling actor does not have enough permissions' } },
    'scope-missing',
  ],
  [
    'docker-hub',
    'a wrong token',
    { status: 401, body: { details: 'incorrect username or password' } },
    'credential-rejected',
  ],
  ['docker-hub', 'too many requests', { status: 429, body: 'too many requests' }, 'provider-unreachable'],
  ['sonarqube-cloud', 'a wrong token', { status: 200, body: { valid: false } }, 'credential-rejected'],
  [
    'new-relic',
    'a wrong key',
    { status: 401, body: { errors: [{ message: 'Invalid API key' }] } },
    'credential-rejected',
  ],
  [
    'new-relic',
    'a response without an owner',
    { status: 200, body: { data: { actor: { user: null } } } },
    'verification-failed',
  ],
  ['github', 'an outage', { status: 503, body: 'unavailable' }, 'provider-unreachable'],
])('rule 55: a response of %s for %s is named', async (provider, _what, response, code) => {
  expect(await refusal(provider, response)).toMatchObject({ code });
});

/** What every provider may return. */
describe.each(
  keyMethods()
    .filter(({ verification }) => verification)
    .map(({ provider }) => provider),
)('a key of %s', (provider) => {
  test.each<[string, KeyResponse, AuthErrorCode]>([
    ['401 without a body', { status: 401, body: '' }, 'credential-rejected'],
    [
      '401 with an expiry',
      { status: 401, body: { message: 'This token expired yesterday.' } },
      'credential-expired',
    ],
    [
      '403 with insufficient_scope (RFC 6750 section 3.1)',
      { status: 403, headers: { 'www-authenticate': 'Bearer error="insufficient_scope"' } },
      'scope-missing',
    ],
    ['403 of a disabled account', { status: 403, body: { message: 'Account disabled.' } }, 'access-blocked'],
    ['a page with status 200', html, 'verification-failed'],
    ['a page with status 502', { ...html, status: 502 }, 'provider-unreachable'],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://attacker.example/' } },
      'verification-failed',
    ],
    ['404', { status: 404, body: { message: 'Not Found' } }, 'verification-failed'],
    ['a body of 2 MiB', { body: `"${'a'.repeat(2 * 1024 * 1024)}"` }, 'verification-failed'],
  ])('that gets %s is not stored', async (_what, response, code) => {
    expect(await refusal(provider, response)).toMatchObject({ code });
  });
});
