import { oidc } from '@ddext-oauth/providers';
import { afterEach, expect, test } from '@jest/globals';
import { startExtension, type TestExtension } from '../../testing/extensions/extension.ts';
import {
  metadataOf,
  type ScriptedProvider,
  type ScriptedResponse,
  startScriptedProvider,
} from '../../testing/servers/scripted-provider.ts';

let extension: TestExtension;
let provider: ScriptedProvider;
afterEach(() => Promise.all([extension.close(), provider.close()]));

/**
 * Starts a sign-in at a provider whose configured issuer differs from that of its metadata.
 *
 * @param next the response to every metadata request except the first
 */
async function begin(configured: string, named: string, next?: ScriptedResponse): Promise<string> {
  provider = await startScriptedProvider();
  const { issuer, received } = provider;
  provider.overrides.discovery = () =>
    next && received.length > 1
      ? next
      : { body: { ...metadataOf(issuer), issuer: named.replace('ISSUER', issuer) } };
  extension = await startExtension(async () => [
    { id: 'test', preset: oidc, issuer: configured.replace('ISSUER', issuer), clientId: 'a' },
  ]);
  return extension.auth.signIn('test').then(
    () => 'started',
    ({ code, message }) => `${code}: ${message.replaceAll(issuer, 'ISSUER')}`,
  );
}

const WELL_KNOWN = '/.well-known/openid-configuration';

test.each([
  ['ISSUER', 'ISSUER'],
  [`ISSUER${WELL_KNOWN}`, 'ISSUER'],
  [`ISSUER/a${WELL_KNOWN}`, 'ISSUER/a'],
  [`ISSUER/a${WELL_KNOWN}`, 'ISSUER/a/'],
])('an issuer that is configured as %s and announced as %s is accepted', async (configured, named) => {
  expect(await begin(configured, named)).toBe('started');
});

test.each([
  [`ISSUER${WELL_KNOWN}`, 'https://elsewhere.example', 'it names "https://elsewhere.example"'],
  [`ISSUER/a${WELL_KNOWN}`, 'ISSUER/b', 'it names "ISSUER/b"'],
  ['ISSUER/a', 'ISSUER/a/', 'its issuer is "ISSUER/a/", with a slash at the end'],
  ['ISSUER/a/', 'ISSUER/a', 'its issuer is "ISSUER/a", without a slash at the end'],
])(
  'rule 44: an issuer configured as %s and announced as %s is rejected: %s',
  async (configured, named, says) => {
    const refused = await begin(configured, named);
    expect(refused).toContain('provider-misconfigured: ');
    expect(refused).toContain(says);
  },
);

test.each<[string, ScriptedResponse, string]>([
  ['503', { status: 503 }, 'provider-unreachable: OpenID Connect at ISSUER/a/ returned HTTP 503.'],
  ['404', { status: 404 }, 'provider-misconfigured: OpenID Connect: ISSUER/a/ has no usable'],
])(
  'reports HTTP %s from the second request for an issuer that ends with a slash',
  async (_status, next, reported) => {
    expect(await begin(`ISSUER/a${WELL_KNOWN}`, 'ISSUER/a/', next)).toContain(reported);
  },
);
