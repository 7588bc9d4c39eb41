import { expect, test } from '@jest/globals';
import { terminalLine } from './terminal-line.ts';

const time = '2026-01-01T00:00:00.000Z';
const log = (members: object) => `backend: ${JSON.stringify({ level: 'info', time, ...members })}`;

test.each([
  ['The backend accepts connections.', 'The backend accepts connections.'],
  ['backend: plain text', 'backend: plain text'],
  ['backend: {"not":"a log line"}', 'backend: {"not":"a log line"}'],
  ['backend: {broken', 'backend: {broken'],
  [log({ msg: 'listening', socket: '/tmp/a.sock', callback: '/tmp/b.sock' }), 'backend: listening'],
  [log({ msg: 'sign-in started', provider: 'github' }), 'backend: sign-in started provider=github'],
  [
    log({ level: 'warn', msg: 'sign-in failed', problem: 'access-denied', causes: [{ code: 'x' }] }),
    'backend: warn: sign-in failed problem=access-denied causes=[{"code":"x"}]',
  ],
  [log({ msg: 'request', method: 'GET', route: '/session', status: 200, milliseconds: 3 }), undefined],
  [
    log({ msg: 'request', method: 'GET', route: '/session', status: 500, milliseconds: 3 }),
    'backend: GET /session 500, 3 ms',
  ],
  [
    'backend:     at main (/home/ada/x/backend/src/main.ts:3:1)',
    'backend:     at main (backend/src/main.ts:3:1)',
  ],
  ['backend: file:///home/ada/x/backend/src/main.ts:3', 'backend: backend/src/main.ts:3'],
])('the terminal shows %j as %j', (line, shown) => {
  expect(terminalLine(line, '/home/ada/x')).toBe(shown);
});
