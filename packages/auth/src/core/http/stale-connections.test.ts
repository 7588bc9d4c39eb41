import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { refusingPage } from '../../connection-test/page-text.ts';
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

/** `fetch` does not use a connection for another request in the same turn of the event loop. */
async function untilReusable(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await setImmediate();
}

let used: WeakSet<Socket>;

function closeIdleConnections(provider: ScriptedProvider): void {
  const { issuer, publicKey, idToken, tokenResponse } = provider;
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
  used = new WeakSet();
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

test('a provider that silently closes the idle connection of the connection test fails no renewal', async () => {
  const { provider } = extension;
  const page = `${provider.issuer}/authorize`;
  await extension.signIn();
  const signedIn = await extension.auth.accessToken(ADA);
  provider.overrides.authorize = oncePerConnection(used, () => ({ status: 400, body: 'Unknown client' }));
  await untilReusable();
  expect(await refusingPage(page, true)).toBe('Unknown client');
  await untilReusable();
  clock.now += ALMOST_AN_HOUR;
  const renewed = await extension.auth.accessToken(ADA);
  expect(renewed.accessToken).not.toBe(signedIn.accessToken);
});
