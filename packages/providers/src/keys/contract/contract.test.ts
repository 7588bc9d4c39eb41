import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { checkKey } from '../check-key.ts';
import { keyCatalog } from '../key-catalog.ts';
import type { KeyOutcome } from '../key-verdict.ts';
import { knownPrefixes } from '../known-prefixes.ts';
import type { Answer, KeyFixture } from './fixture.ts';
import { startScriptedApi, verificationUrlOf } from './scripted-api.ts';

const api = await startScriptedApi();
afterAll(api.close);
const verified = keyCatalog.filter(({ verification }) => verification !== undefined);
const fixtures = await Promise.all(
  verified.map(async (method) => {
    const { fixture } = (await import(`./${method.provider}.fixture.ts`)) as { fixture: KeyFixture };
    return [method.name, method, fixture] as const;
  }),
);
const html = '<!doctype html><title>Sign in to the network</title>';
const failures: readonly (readonly [Answer | 'no-response', KeyOutcome])[] = [
  [{ status: 429, headers: { 'retry-after': '12' }, body: {} }, 'rate-limited'],
  [{ status: 503, body: 'upstream connect error' }, 'provider-error'],
  [{ status: 502, body: html }, 'provider-error'],
  [{ status: 200, body: html }, 'unexpected-response'],
  [{ status: 401, body: html }, 'unexpected-response'],
  [{ status: 403, headers: { 'content-type': 'text/html' }, body: 'Blocked' }, 'unexpected-response'],
  [{ status: 302, headers: { location: 'https://example.com/' }, body: '' }, 'unexpected-response'],
  [{ status: 404, body: { message: 'Not Found' } }, 'unexpected-response'],
  ['no-response', 'unreachable'],
];

test('every key method with a verification request has a fixture, and no other', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.fixture.ts'));
  expect(files.sort()).toEqual(verified.map(({ provider }) => `${provider}.fixture.ts`).sort());
});

test('at least 20 APIs are scripted, with 40 credentials that do not work', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(20);
  const wrong = fixtures.flatMap(([, , fixture]) => fixture.wrong);
  expect(wrong.length).toBeGreaterThanOrEqual(40);
  expect(new Set(wrong.map(({ outcome }) => outcome))).toEqual(
    new Set(['rejected', 'expired', 'missing-scope', 'blocked', 'rate-limited', 'unexpected-response']),
  );
});

test('a key with a known prefix passes the check of no other provider', () => {
  const known = fixtures.flatMap(([name, , { key }]) =>
    knownPrefixes.some(([prefix]) => key.startsWith(prefix)) ? [[name, key] as const] : [],
  );
  expect(known.length).toBeGreaterThan(10);
  const accepted = keyCatalog.flatMap((method) =>
    known
      .filter(([name, key]) => name !== method.name && 'key' in checkKey(method, key))
      .map(([name]) => [name, method.name]),
  );
  expect(accepted).toEqual([]);
});

describe.each(fixtures)('the verification request of %s', (_name, method, fixture) => {
  test('accepts a key that passes the format check, and names its owner', async () => {
    expect(checkKey(method, fixture.key)).toEqual({ key: fixture.key });
    const { verdict } = await api.verify(method, fixture, fixture.works);
    expect(verdict).toEqual({
      outcome: 'works',
      message: expect.stringContaining(method.name),
      ...(fixture.owner && { owner: fixture.owner }),
    });
    expect(fixture.owner !== undefined).toBe(method.verification?.owner !== undefined);
  });

  test('sends the key in its header, and nowhere else', async () => {
    const { received } = await api.verify(method, fixture, fixture.works);
    const { pathname, search } = verificationUrlOf(method);
    expect(received).toHaveLength(1);
    const [{ headers, ...request }] = received as [(typeof received)[number]];
    expect(request).toEqual({
      method: method.verification?.request?.method ?? 'GET',
      url: `${pathname}${search}`,
      body: method.verification?.request?.body ?? '',
    });
    const { [method.header.name]: header, ...others } = headers;
    expect(header).toBe(fixture.header);
    expect(JSON.stringify([request, others])).not.toContain(fixture.key);
  });

  test.each(fixture.wrong.map((wrong) => [wrong.credential, wrong.outcome, wrong] as const))(
    'says of %s: %s',
    async (_credential, outcome, answer) => {
      const { verdict } = await api.verify(method, fixture, answer);
      expect(verdict.outcome).toBe(outcome);
      expect(verdict.owner).toBeUndefined();
      expect(verdict.message).toMatch(/\.$/);
      expect(verdict.message).not.toContain(fixture.key);
    },
  );

  test('does not blame the key for a failure that is not about it', async () => {
    for (const [answer, outcome] of failures) {
      const { verdict } = await api.verify(method, fixture, answer);
      expect([answer, verdict.outcome]).toEqual([answer, outcome]);
      expect(verdict.retryAfter).toBe(outcome === 'rate-limited' ? 12 : undefined);
    }
  });
});
