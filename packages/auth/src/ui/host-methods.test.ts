import { describe, expect, test } from '@jest/globals';
import type { Session, SignInMethod } from '../session/account.ts';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { createAuthClient } from './client.ts';
import { methodsIn } from './host-methods.ts';

const sessionWith = (signInMethods: readonly SignInMethod[], returnsToTab = true): Session => ({
  providers: [{ id: 'test', name: 'Example', signInMethods }],
  accounts: [],
  ...(returnsToTab && { returnsToTab }),
});

describe('the sign-in methods of an extension with the strategy extension-tab', () => {
  test.each([
    ['rancher', 'Rancher Desktop'],
    ['podman', 'Podman Desktop'],
  ] as const)('are only a device code in the host %s, with a note', (host, name) => {
    const session = sessionWith(['authorization_code', 'bridge', 'device_code']);
    expect(methodsIn(host, session).providers[0]).toEqual({
      id: 'test',
      name: 'Example',
      signInMethods: ['device_code'],
      note: `${name} cannot return from the browser to this extension, so you sign in with a code.`,
    });
  });

  test.each(['rancher', 'podman'] as const)(
    'are none in the host %s without a device code, with a note',
    (host) => {
      const [provider] = methodsIn(host, sessionWith(['authorization_code', 'bridge'])).providers;
      expect(provider?.signInMethods).toEqual([]);
      expect(provider?.note).toMatch(/ cannot return .*\. Sign in to Example in Docker Desktop\.$/);
    },
  );

  test.each(['docker', undefined] as const)('are all methods in the host %s', (host) => {
    const session = sessionWith(['authorization_code', 'bridge', 'device_code']);
    expect(methodsIn(host, session)).toBe(session);
  });
});

test.each(['docker', 'rancher', 'podman', undefined] as const)(
  'the sign-in methods of an extension with a callback server are all methods in the host %s',
  (host) => {
    const session = sessionWith(['authorization_code', 'device_code'], false);
    expect(methodsIn(host, session)).toBe(session);
  },
);

test('the client offers the methods of its host', async () => {
  const respond = async () => ({ ok: true, value: sessionWith(['authorization_code', 'device_code']) });
  const extension = { image: '', vm: { service: { get: respond, post: respond } } };
  const { storage } = pageStorage();
  const client = createAuthClient({ extension, host: { openExternal: () => undefined } }, { storage });
  expect((await client.session()).providers[0]).toMatchObject({
    signInMethods: ['device_code'],
    note: expect.stringContaining('Podman Desktop cannot return'),
  });
});
