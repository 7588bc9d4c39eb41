import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ADA, ALMOST_AN_HOUR } from '../../testing/extensions/expiring-sign-in.ts';
import {
  type ScriptedExtension,
  startScriptedExtension,
} from '../../testing/extensions/scripted-extension.ts';
import {
  type Endpoint,
  metadataOf,
  type Override,
  type ScriptedProvider,
  type ScriptedResponse,
} from '../../testing/servers/scripted-provider.ts';

const clock = { now: 0 };
let extension: ScriptedExtension;

/**
 * Breaks the second request on a connection, as a server does that has just closed the idle connection: the client learns it
 * from its next request.
 */
function oncePerConnection(used: WeakSet<Socket>, respond: () => ScriptedResponse): Override {
  return (_received, { req: { socket } }: ServerResponse) => {
    if (used.has(socket)) socket.destroy();
    used.add(socket);
    return socket.destroyed ? undefined : respond();
  };
}

function closeIdleConnections(provider: ScriptedProvider): void {
  const { issuer, publicKey, idToken, tokenResponse } = provider;
  const used = new WeakSet<Socket>();
  const responses: Partial<Record<Endpoint, () => ScriptedResponse>> = {
    discovery: () => ({ body: metadataOf(issuer) }),
    jwks: () => ({ body: { keys: [{ ...publicKey().export({ format: 'jwk' }), use: 'sig' }] } }),
    token: () => ({ body: tokenResponse({ id_token: idToken({}, { kid: undefined }) }) }),
    userinfo: () => ({ body: { sub: 'ada', name: 'Ada Lovelace' } }),
    revoke: () => ({ body: '' }),
  };
  for (const [endpoint, respond] of Object.entries(responses))
    provider.overrides[endpoint as Endpoint] = oncePerConnection(used, respond);
}

beforeEach(async () => {
  clock.now = Date.now();
  extension = await startScriptedExtension({
    now: () => clock.now,
    settings: { exposeAccessToken: true },
  });
  closeIdleConnections(extension.provider);
});
afterEach(() => extension.close());

test('a provider that silently closes an idle connection fails neither a sign-in nor a renewal or a sign-out', async () => {
  expect((await extension.signIn()).outcome.status).toBe('signed-in');
  const signedIn = await extension.auth.accessToken(ADA);
  clock.now += ALMOST_AN_HOUR;
  const renewed = await extension.auth.accessToken(ADA);
  expect(renewed.accessToken).not.toBe(signedIn.accessToken);
  expect(await extension.auth.signOut(ADA)).toMatchObject({ revoked: true });
});
