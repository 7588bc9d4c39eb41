import { describe, expect, test } from '@jest/globals';
import { allowDevelopmentConnections } from './development-policy.ts';

const host = '127.0.0.1:20156';
const page = (policy: string, attribute = 'http-equiv="Content-Security-Policy"') =>
  `<head><meta charset="utf-8"><meta\n ${attribute} content="${policy}"></head>connect-src 'self'`;

describe('the policy of a page in the simulator', () => {
  test('allows the web socket of hot reload only, if the page connects to no provider', () => {
    const strict = "script-src 'self'; connect-src 'self'; object-src 'none'";
    expect(allowDevelopmentConnections(page(strict), host)).toBe(
      page(`script-src 'self'; connect-src 'self' ws://${host}; object-src 'none'`),
    );
  });

  test('allows providers on this machine if the page connects to providers', () => {
    expect(allowDevelopmentConnections(page("connect-src 'self' https:"), host)).toBe(
      page(`connect-src 'self' https: ws://${host} http://127.0.0.1:* http://localhost:*`),
    );
  });

  test.each(['<meta ', '<meta http-equiv=content-security-policy ', '<meta a="'])(
    'takes linear time for many %s without an end',
    (part) => {
      const given = part.repeat(100_000);
      const started = performance.now();
      expect(allowDevelopmentConnections(given, host)).toBe(given);
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );

  test.each([
    ['no policy', '<head></head>'],
    ['a policy without connect-src', page("script-src 'self'")],
    ['another meta element', page("connect-src 'self'", 'name="description"')],
  ])('leaves a page with %s unchanged', (_what, given) => {
    expect(allowDevelopmentConnections(given, host)).toBe(given);
  });
});
