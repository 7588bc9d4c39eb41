import type { KeyRefusal } from '@ddext-oauth/providers';
import { keyCatalog } from '@ddext-oauth/providers/catalog';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AuthErrorCode } from '../../core/errors.ts';
import { authWithKeys } from '../../testing/extensions/key-auth.ts';
import {
  type KeyResponse,
  type KeyServer,
  sampleKey,
  startKeyServer,
} from '../../testing/servers/key-server.ts';

let server: KeyServer;
beforeAll(async () => {
  server = await startKeyServer();
});
afterAll(() => server.close());

/** Adds a key of a provider whose API responds as given, and returns the error. */
async function refusal(provider: string, response: KeyResponse) {
  server.respond = () => response;
  const method = server.methodOf(provider);
  const auth = authWithKeys([{ id: provider, method }]);
  const key = sampleKey(method);
  const error = await auth.addKey(provider, { key, userName: 'ada' }).catch((caught) => caught);
  expect((await auth.session()).accounts).toEqual([]);
  expect(`${error.message} ${error.advice}`).not.toContain(key);
  return error;
}

const html = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Sign in</title>' };

const verified = keyCatalog.filter(({ verification }) => verification);

/** What `verdictOf` of the providers package finds is tested there, with the responses of each provider. */
const codes: Readonly<Record<KeyRefusal['means'], AuthErrorCode | undefined>> = {
  works: undefined,
  rejected: 'credential-rejected',
  expired: 'credential-expired',
  'missing-scope': 'scope-missing',
  blocked: 'access-blocked',
  'rate-limited': 'provider-unreachable',
};

const refusals = verified.flatMap(({ provider, verification }) =>
  (verification?.refusals ?? []).map(({ means, text = 'refused', status = 403 }) => ({
    provider,
    ...{ means, text, status },
  })),
);

test.each(refusals.filter(({ means }) => means !== 'works'))(
  'rule 56: the response of $provider with HTTP $status and "$text" is the error for $means',
  async ({ provider, means, text, status }) => {
    const { code } = await refusal(provider, { status, body: text });
    const first = refusals.find(
      (each) => each.provider === provider && each.status === status && text.includes(each.text),
    );
    expect(code).toBe(codes[first?.means ?? means]);
  },
);

describe.each(verified.map(({ provider }) => provider))('a key of %s', (provider) => {
  test.each<[string, KeyResponse, AuthErrorCode]>([
    ['a page with status 200', html, 'verification-failed'],
    ['a page with status 502', { ...html, status: 502 }, 'provider-unreachable'],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://attacker.example/' } },
      'verification-failed',
    ],
    ['a body of 2 MiB', { body: `"${'a'.repeat(2 * 1024 * 1024)}"` }, 'verification-failed'],
    ['too many requests', { status: 429 }, 'provider-unreachable'],
  ])('that gets %s is not stored', async (_what, response, code) => {
    expect(await refusal(provider, response)).toMatchObject({ code });
  });
});
