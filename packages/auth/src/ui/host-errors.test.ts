import { expect, test } from '@jest/globals';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { createAuthClient } from './client.ts';
import type { DdClient } from './dd-client.ts';
import { SignInError } from './sign-in-error.ts';

type Call = () => Promise<unknown>;

const clientIn = (extension: DdClient['extension']) => {
  const { storage } = pageStorage();
  return createAuthClient({ extension, host: { openExternal: () => undefined } }, { storage });
};
const clientOver = (call: Call) => clientIn({ vm: { service: { post: call } } });
const rejecting =
  (reason: unknown): Call =>
  () =>
    Promise.reject(reason);

test.each<[string, Call]>([
  ['Docker Desktop rejects with a ServiceError', rejecting({ name: 'Error', message: '', statusCode: 502 })],
  [
    'Docker Desktop rejects with the error of its own call',
    rejecting(new Error("Error invoking remote method 'acme_app-backend-request': [object Object]")),
  ],
  [
    'Rancher Desktop rejects with a plain object and the text of the body',
    rejecting({ statusCode: 500, name: 'Internal Server Error', message: '<html>…</html>' }),
  ],
  ['Podman Desktop rejects a 401 or 403', rejecting(new Error('Unable to get access'))],
  ['Podman Desktop rejects with the status text', rejecting(new Error('Service Unavailable'))],
  ['fetch cannot connect', rejecting(new TypeError('Failed to fetch'))],
  ['a host rejects with a text', rejecting('socket hang up')],
  ['a host rejects with nothing', rejecting(undefined)],
  [
    'a host throws and does not reject',
    () => {
      throw new TypeError('"url" is not a string');
    },
  ],
  ['a host logs and returns nothing', (() => undefined) as unknown as Call],
  ['a host resolves with nothing', async () => undefined],
  ['a host resolves with the text of an error page', async () => '<html>502 Bad Gateway</html>'],
])('the backend is unavailable if %s', async (_, call) => {
  const failed = await clientOver(call)
    .session()
    .catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(SignInError);
  expect((failed as SignInError).problem).toMatchObject({
    code: 'backend-unavailable',
    advice: expect.not.stringContaining('Docker Desktop'),
  });
});

test.each([
  ['no vm', {}],
  ['no service', { vm: {} }],
  ['an image without a name', { image: '' }],
])('the page reports that there is no backend in a host with %s', async (_, extension) => {
  await expect(clientIn(extension).session()).rejects.toMatchObject({
    problem: { message: 'This extension has no backend service to sign in through.' },
  });
});
