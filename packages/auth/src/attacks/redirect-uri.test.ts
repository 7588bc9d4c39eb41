import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';

let extension: ScriptedExtension;
beforeAll(async () => {
  extension = await startScriptedExtension();
});
afterAll(() => extension.close());

/** A complete sign-in with forwarding headers in the requests to the published port. */
async function signInVia(headers: Record<string, string>) {
  const { provider, auth, origin } = extension;
  provider.received.length = 0;
  const { attempt, url } = await auth.signIn('test');
  const opened = await raw(url, headers);
  const back = await fetch(opened.location, { redirect: 'manual' });
  const cookie = opened.cookie.split(';')[0] as string;
  await raw(back.headers.get('location') as string, { ...headers, cookie });
  expect((await auth.waitForAttempt(attempt, 0)).status).toBe('signed-in');
  const sent = provider.received.map(({ endpoint, parameters }) => [
    endpoint,
    parameters.get('redirect_uri'),
  ]);
  return { sent: sent.filter(([, uri]) => uri !== null), registered: `${origin}/callback/test` };
}

/** Sends a request with headers that fetch does not allow. */
function raw(url: string, headers: Record<string, string>): Promise<{ location: string; cookie: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, agent: false }, (response) => {
      response.resume();
      const { location = '', 'set-cookie': cookie } = response.headers;
      resolve({ location, cookie: cookie?.[0] ?? '' });
    });
    sent.on('error', reject).end();
  });
}

test.each([
  ['nothing else', {}],
  ['another Host before it', { 'x-forwarded-host': 'attacker.example', 'x-forwarded-proto': 'https' }],
  ['a proxy', { forwarded: 'host=attacker.example;proto=https', via: '1.1 attacker.example' }],
  ['another port', { 'x-forwarded-port': '80', 'x-original-url': 'http://attacker.example/callback' }],
])(
  'rule 12, rule 13: both requests contain the registered redirect URI although headers name %s',
  async (_what, headers) => {
    const { sent, registered } = await signInVia(headers);
    expect(sent).toEqual([
      ['authorize', registered],
      ['token', registered],
    ]);
  },
);

test('rule 27, rule 29: the code is sent once to the token endpoint, with the credentials of the preset', async () => {
  const { received } = extension.provider;
  received.length = 0;
  expect((await extension.signIn()).outcome.status).toBe('signed-in');
  const exchanges = received.filter(({ endpoint }) => endpoint === 'token');
  expect(exchanges).toHaveLength(1);
  const [{ parameters, headers }] = exchanges as [(typeof exchanges)[number]];
  expect(parameters.get('grant_type')).toBe('authorization_code');
  expect(headers.authorization).toMatch(/^Basic /);
  expect(parameters.has('client_secret')).toBe(false);
});
