import { describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { normalizeTokenResponse } from './normalize.ts';

/** mulberry32, which generates the same bodies on every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const names = [
  'access_token',
  'token_type',
  'expires_in',
  'refresh_token',
  'scope',
  'ok',
  'message',
  'authed_user',
  '__proto__',
];
const values = [
  ...[
    null,
    '',
    'at',
    'bearer',
    'bot',
    'mac',
    '3600',
    '-1',
    'a,b',
    0,
    -0,
    1.5,
    1e300,
    true,
    false,
    [],
    ['a'],
    [1],
    {},
  ],
  ...[{ access_token: 'nested' }, { message: 'no', type: 'T', code: 190 }, '\u0000"\\\ud800', '\u8a8d'],
];
const errors = [
  'invalid_grant',
  'x',
  '"',
  '\u0000',
  true,
  1,
  [],
  ['invalid_grant'],
  {},
  { message: 'no' },
  { code: 'slow_down' },
];
const types = ['application/json', 'text/html', 'text/plain', 'application/x-www-form-urlencoded', ''];
const statuses = [200, 200, 200, 201, 206, 302, 400, 401, 403, 429, 500, 503];

interface Answer {
  readonly response: Response;
  readonly sent: string;
  readonly failed: boolean;
}

function randomAnswer(random: () => number): Answer {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const entries: [string, unknown][] = names.filter(() => random() < 0.5).map((name) => [name, pick(values)]);
  const withError = random() < 0.5;
  if (withError) entries.splice(Math.floor(random() * entries.length), 0, ['error', pick(errors)]);
  const form = random() < 0.25;
  const written = form
    ? new URLSearchParams(entries.map(([name, value]) => [name, String(value) || 'x'])).toString()
    : JSON.stringify(Object.fromEntries(entries));
  const broken = random() < 0.1;
  const sent = broken ? written.slice(0, Math.floor(random() * written.length)) : written;
  const status = pick(statuses);
  const response = new Response(new Blob([sent]), { status, headers: { 'content-type': pick(types) } });
  return { response, sent, failed: status >= 300 || (withError && !broken) };
}

/** The tokens that openid-client reads from a response; undefined if it rejects the response. */
async function redeem(response: Response): Promise<client.TokenEndpointResponse | undefined> {
  const metadata = { issuer: 'https://id.example', token_endpoint: 'https://id.example/token' };
  const configuration = new client.Configuration(metadata, 'id', undefined, client.None());
  configuration[client.customFetch] = async () => response;
  return client.refreshTokenGrant(configuration, 'r').catch(() => undefined);
}

describe('of 1000 nonstandard responses', () => {
  const random = randomNumbers(6749);
  const answers = Array.from({ length: 1000 }, () => randomAnswer(random));

  test('none throws, no failure becomes a success, and no success is lost', async () => {
    let succeeded = 0;
    let failed = 0;
    for (const { response, sent, failed: mustFail } of answers) {
      const before = await redeem(response.clone());
      const after = await redeem(await normalizeTokenResponse(response.clone()));
      const outcome = { sent, status: response.status, after };
      if (mustFail) {
        failed += 1;
        expect(outcome).toEqual({ ...outcome, after: undefined });
      } else if (before && !JSON.stringify(before).includes('"ok":false')) {
        expect(after).toHaveProperty('access_token', before.access_token);
      }
      if (after) succeeded += 1;
    }
    // The generator creates enough successes and failures.
    expect(failed).toBeGreaterThan(300);
    expect(succeeded).toBeGreaterThan(20);
  });

  test('normalizing each twice gives the same result as once', async () => {
    for (const { response } of answers) {
      const once = await normalizeTokenResponse(response.clone());
      const twice = await normalizeTokenResponse(once.clone());
      expect([twice.status, await twice.text()]).toEqual([once.status, await once.text()]);
    }
  });
});
