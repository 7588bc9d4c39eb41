import { describe, expect, test } from '@jest/globals';
import { allowDevelopmentConnections } from './development-policy.ts';

const host = '127.0.0.1:20156';
const page = (policy: string, attribute = 'http-equiv="Content-Security-Policy"') =>
  `<head><meta charset="utf-8"><meta\n ${attribute} content="${policy}"></head>connect-src 'self'`;

describe('the policy of a page in the simulator', () => {
  test('lets it reach the socket of hot reload, and nothing else where it asks no provider', () => {
    const strict = "script-src 'self'; connect-src 'self'; object-src 'none'";
    expect(allowDevelopmentConnections(page(strict), host)).toBe(
      page(`script-src 'self'; connect-src 'self' ws://${host}; object-src 'none'`),
    );
  });

  test('lets it reach providers on this machine where it asks providers itself', () => {
    expect(allowDevelopmentConnections(page("connect-src 'self' https:"), host)).toBe(
      page(`connect-src 'self' https: ws://${host} http://127.0.0.1:* http://localhost:*`),
    );
  });

  test.each([
    ['no policy', '<head></head>'],
    ['a policy without connect-src', page("script-src 'self'")],
    ['another meta element', page("connect-src 'self'", 'name="description"')],
  ])('leaves a page with %s as it is', (_what, given) => {
    expect(allowDevelopmentConnections(given, host)).toBe(given);
  });
});
