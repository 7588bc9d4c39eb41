import { describe, expect, test } from '@jest/globals';
import { AuthError } from '../core/errors.ts';
import { createLogger, logSignIns } from './logger.ts';

/** Creates a logger that collects its lines as objects. */
function listening() {
  const text: string[] = [];
  const logger = createLogger({ destination: { write: (line) => void text.push(line) } });
  return { logger, text, lines: () => text.map((line) => JSON.parse(line)) };
}

describe('rule 37: a log line', () => {
  test.each([
    'code',
    'state',
    'nonce',
    'access_token',
    'accessToken',
    'refresh_token',
    'id_token',
    'token',
    'client_secret',
    'clientSecret',
    'code_verifier',
    'codeVerifier',
    'device_code',
    'userCode',
    'key',
    'keys',
    'authorization',
    'Cookie',
    'Set-Cookie',
  ])('withholds a member named "%s", at any depth', (name) => {
    const { logger, text } = listening();
    logger.info({ [name]: 'a-secret', deeper: [{ once: { more: { [name]: ['a-secret'] } } }] }, 'hello');
    logger
      .child({ a: 1 })
      .child({ [name]: 'a-secret' })
      .info('hello');
    expect(text.join()).not.toContain('a-secret');
    expect(text).toHaveLength(2);
  });

  test('contains the names and codes of an error and its causes, but not their messages', () => {
    const refused = Object.assign(new Error('connect to a-secret failed'), { code: 'ECONNREFUSED' });
    const { logger, text, lines } = listening();
    logger.error(new AuthError('provider-unreachable', 'a-secret', { cause: refused }));
    logger.error({ err: refused }, 'with our message');
    expect(lines()).toMatchObject([
      {
        msg: 'an error',
        err: [
          { name: 'AuthError', problem: 'provider-unreachable' },
          { name: 'Error', problem: 'ECONNREFUSED' },
        ],
      },
      { msg: 'with our message', err: [{ name: 'Error', problem: 'ECONNREFUSED' }] },
    ]);
    expect(text.join()).not.toContain('a-secret');
  });

  test('contains an OAuth error and a status but no body, and stops at a cycle of causes', () => {
    const cause: Record<string, unknown> = { name: 'ResponseBodyError', error: 'invalid_grant', status: 400 };
    cause.error_description = 'code a-secret is used up';
    cause.cause = { error: 'eyJhbGciOi.a-secret', cause };
    const { logger, text, lines } = listening();
    logSignIns(logger)({
      type: 'failed',
      provider: 'test',
      attempt: 'abcdef',
      error: new AuthError('exchange-failed', 'a-secret', { cause }),
    });
    const [{ causes, ...line }] = lines();
    expect(line).toMatchObject({ level: 'warn', provider: 'test', problem: 'exchange-failed' });
    expect(causes[1]).toEqual({ name: 'ResponseBodyError', error: 'invalid_grant', status: 400 });
    expect(causes).toHaveLength(3);
    expect(text.join()).not.toContain('a-secret');
  });

  test('lists six causes of a longer chain', () => {
    const chain = (length: number): Error =>
      new Error('a-secret', length > 1 ? { cause: chain(length - 1) } : {});
    const { logger, lines } = listening();
    logSignIns(logger)({
      type: 'failed',
      provider: 'test',
      attempt: 'abcdef',
      error: new AuthError('exchange-failed', 'a-secret', { cause: chain(10) }),
    });
    expect(lines()[0].causes).toHaveLength(6);
  });

  test('handles a cyclic object', () => {
    const circle: Record<string, unknown> = { name: 'round' };
    circle.again = circle;
    const { logger, lines } = listening();
    logger.info(circle, 'hello');
    expect(lines()).toHaveLength(1);
  });
});
