import { describe, expect, test } from '@jest/globals';
import type { AuthorizationRequest } from '../../core/grants/authorize.ts';
import { ATTEMPT_LIFETIME_MS, Attempts } from './attempts.ts';

let serial = 0;
function request(): AuthorizationRequest {
  serial += 1;
  const state = `state-${serial}`;
  return {
    url: `https://provider.example/?state=${state}`,
    redirectUri: '',
    state,
    codeVerifier: '',
    nonce: '',
  };
}

/** Creates attempts with a clock that the test controls. */
function attemptsAt(most?: number) {
  const clock = { now: 1_000_000 };
  const attempts = new Attempts<string>({ now: () => clock.now, ...(most && { most }) });
  return { attempts, clock };
}

describe('an attempt', () => {
  test('rule 6: gives its request to the first callback only, successful or not', () => {
    const { attempts } = attemptsAt();
    const sent = request();
    const { id } = attempts.begin('test', sent);
    const { browserKey } = attempts.open(id, undefined);
    expect(attempts.take(sent.state, browserKey)).toMatchObject({ attempt: { id }, request: sent });
    expect(attempts.take(sent.state, browserKey)).toMatchObject({ attempt: { id }, request: undefined });
    expect(() => attempts.take(sent.state, undefined)).toThrow(
      expect.objectContaining({ code: 'attempt-unknown' }),
    );
    expect(attempts.find(id)?.outcome.status).toBe('pending');
  });

  test('rule 6: gives its request to the first callback of all its links', () => {
    const { attempts } = attemptsAt();
    const [one, two] = [request(), request()];
    const attempt = attempts.begin('test', one);
    const link = attempts.addLink(attempt, two);
    const first = attempts.open(attempt.id, undefined);
    const second = attempts.open(link.id, undefined);
    expect(second.browserKey).not.toBe(first.browserKey);
    expect(() => attempts.take(two.state, first.browserKey)).toThrow(
      expect.objectContaining({ code: 'browser-mismatch' }),
    );
    expect(attempts.take(one.state, first.browserKey).request).toBeUndefined();
  });

  test('keeps its eight newest links', () => {
    const { attempts } = attemptsAt();
    const attempt = attempts.begin('test', request());
    const links = Array.from({ length: 8 }, () => attempts.addLink(attempt, request()));
    expect(() => attempts.open(attempt.id, undefined)).toThrow(
      expect.objectContaining({ code: 'attempt-unknown' }),
    );
    for (const { id } of links) expect(attempts.open(id, undefined).attempt).toBe(attempt);
  });

  test('rule 7: ends immediately if a second browser opens its link', async () => {
    const { attempts } = attemptsAt();
    const { id } = attempts.begin('test', request());
    attempts.open(id, undefined);
    const waiter = attempts.wait(id, 60_000);
    expect(() => attempts.open(id, undefined)).toThrow(expect.objectContaining({ code: 'browser-mismatch' }));
    expect(await waiter).toMatchObject({ status: 'failed', error: { code: 'browser-mismatch' } });
  });

  test('rule 7: cannot be finished if no browser has opened it', () => {
    const { attempts } = attemptsAt();
    const sent = request();
    attempts.begin('test', sent);
    expect(() => attempts.take(sent.state, undefined)).toThrow(
      expect.objectContaining({ code: 'browser-mismatch' }),
    );
    expect(() => attempts.take(sent.state, '')).toThrow(expect.objectContaining({ code: 'attempt-unknown' }));
  });

  test('rule 6: expires after ten minutes and not before', () => {
    const { attempts, clock } = attemptsAt();
    const { id } = attempts.begin('test', request());
    clock.now += ATTEMPT_LIFETIME_MS - 1;
    expect(attempts.get(id).id).toBe(id);
    clock.now += 1;
    expect(() => attempts.get(id)).toThrow(expect.objectContaining({ code: 'attempt-expired' }));
    expect(() => attempts.open(id, undefined)).toThrow(expect.objectContaining({ code: 'attempt-expired' }));
    expect(attempts.size).toBe(0);
  });

  test('keeps its first outcome', async () => {
    const { attempts } = attemptsAt();
    const { id } = attempts.begin('test', request());
    attempts.settle(id, { status: 'signed-in', value: 'ada' });
    attempts.settle(id, { status: 'signed-in', value: 'grace' });
    expect(await attempts.wait(id, 0)).toEqual({ status: 'signed-in', value: 'ada' });
  });
});

describe('waiting for an attempt', () => {
  test('ends for every waiter when the attempt ends', async () => {
    const { attempts } = attemptsAt();
    const { id } = attempts.begin('test', request());
    const waiters = [attempts.wait(id, 60_000), attempts.wait(id, 60_000)];
    attempts.settle(id, { status: 'signed-in', value: 'ada' });
    for (const waiter of waiters) expect(await waiter).toEqual({ status: 'signed-in', value: 'ada' });
  });

  test('returns "pending" after the time, and when the caller disconnects', async () => {
    const { attempts } = attemptsAt();
    const { id } = attempts.begin('test', request());
    expect(await attempts.wait(id, 1)).toEqual({ status: 'pending' });
    const caller = new AbortController();
    const waiter = attempts.wait(id, 60_000, caller.signal);
    caller.abort();
    expect(await waiter).toEqual({ status: 'pending' });
  });

  test('ends as expired when the attempt expires while the machine sleeps', async () => {
    const { attempts, clock } = attemptsAt();
    const { id } = attempts.begin('test', request());
    const waiter = attempts.wait(id, 10);
    clock.now += ATTEMPT_LIFETIME_MS;
    expect(await waiter).toMatchObject({ status: 'failed', error: { code: 'attempt-expired' } });
  });

  test('ends as expired when the attempt is evicted', async () => {
    const { attempts } = attemptsAt(1);
    const { id } = attempts.begin('test', request());
    const waiter = attempts.wait(id, 60_000);
    attempts.begin('test', request());
    expect(await waiter).toMatchObject({ status: 'failed', error: { code: 'attempt-expired' } });
  });
});

test('10,000 abandoned attempts are limited in number, and deleted after ten minutes', () => {
  const { attempts, clock } = attemptsAt();
  for (let count = 0; count < 10_000; count++) {
    attempts.begin('test', request());
    clock.now += 1;
  }
  expect(attempts.size).toBe(1000);
  clock.now += ATTEMPT_LIFETIME_MS;
  attempts.begin('test', request());
  expect(attempts.size).toBe(1);
});

test('the newest 2000 expired attempts are distinguished from unknown attempts', () => {
  const { attempts, clock } = attemptsAt();
  const sent = Array.from({ length: 3000 }, request);
  const ids = sent.map((one) => attempts.begin('test', one).id);
  clock.now += ATTEMPT_LIFETIME_MS;
  const codeOf = (name: string) => {
    try {
      attempts.throwIfExpired(name);
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  };
  expect([999, 1000, 2999].map((at) => codeOf(ids[at] as string))).toEqual([
    undefined,
    'attempt-expired',
    'attempt-expired',
  ]);
  expect(codeOf(sent[2999]?.state as string)).toBe('attempt-expired');
  expect(codeOf('never')).toBeUndefined();
});
