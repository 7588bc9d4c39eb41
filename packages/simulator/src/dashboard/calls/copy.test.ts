import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import type { Call } from '../../events/dashboard-events.ts';
import { callAsCurl, callAsJson } from './copy.ts';

const call: Call = {
  ...{ id: 1, at: 0, method: 'extension.vm.service.post', state: 'error', duration: 3 },
  args: ["/a b?x='$(id)`id`", { text: 'it\'s "quoted" \\ $HOME !!\n' }],
  result: { status: 418, body: 'I am a teapot' },
  exchange: {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer •••' },
    response: { status: 418, headers: { server: 'x' } },
  },
};

/** The arguments that a POSIX shell passes to curl. */
function argumentsOfCurl(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { DDEXT_SOCKET: '/run/s' } })
    .split('\0')
    .slice(0, -1);
}

test('callAsCurl quotes every value for the shell, so that none is run', () => {
  expect(argumentsOfCurl(callAsCurl(call) ?? '')).toEqual([
    ...['--unix-socket', '/run/s', '--request', 'POST'],
    ...['--header', 'content-type: application/json', '--header', 'authorization: Bearer •••'],
    ...['--data-raw', JSON.stringify({ text: 'it\'s "quoted" \\ $HOME !!\n' })],
    'http://localhost/a%20b?x=%27$(id)`id`',
  ]);
});

test('callAsCurl removes characters that control a terminal', () => {
  const command = callAsCurl({ ...call, args: ['/', 'a\u001b[31m\u0007b\tc'] }) ?? '';
  expect(argumentsOfCurl(command)).toContain('a[31mb\tc');
});

test.each([
  ['//other.example/x', 'http://localhost//other.example/x'],
  ['//', 'http://localhost//'],
  ['/a?b#c', 'http://localhost/a?b#c'],
  ['@other.example', 'http://localhost/@other.example'],
])('callAsCurl sends the path %s to the backend, as %s', (path, address) => {
  expect(argumentsOfCurl(callAsCurl({ ...call, args: [path] }) ?? '').at(-1)).toBe(address);
});

test('callAsCurl requests no body with HEAD', () => {
  const exchange = { method: 'HEAD', headers: {} };
  expect(argumentsOfCurl(callAsCurl({ ...call, args: ['/x'], exchange }) ?? '')).toEqual([
    ...['--head', '--unix-socket', '/run/s', 'http://localhost/x'],
  ]);
});

test('callAsCurl returns nothing for a call that is no HTTP request', () => {
  const { exchange: _, ...other } = call;
  expect(callAsCurl(other)).toBeUndefined();
});

test('callAsJson contains the request and the response, or the arguments and the result', () => {
  expect(JSON.parse(callAsJson(call))).toEqual({
    ...{ time: '1970-01-01T00:00:00.000Z', call: call.method, state: 'Failed', milliseconds: 3 },
    request: {
      ...{ method: 'POST', url: "/a b?x='$(id)`id`", headers: call.exchange?.headers },
      body: { text: 'it\'s "quoted" \\ $HOME !!\n' },
    },
    response: { status: 418, headers: { server: 'x' }, body: 'I am a teapot' },
  });
  const toast: Call = { id: 2, at: 0, method: 'desktopUI.toast.success', args: ['Saved'], state: 'ok' };
  expect(JSON.parse(callAsJson(toast))).toMatchObject({ arguments: ['Saved'], state: 'OK' });
});
