import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bundleOf } from '../../testing/extensions/bundle.ts';
import { pageCalls, sendTo } from '../../testing/extensions/page-calls.ts';
import { startTestServer, type TestServer } from '../../testing/servers/test-server.ts';

const MEBIBYTE = 1024 * 1024;
const CALLS = 40;
/** Several times the memory of two large responses, and the buffers of 40 connections. */
const ALLOWED = 200 * MEBIBYTE;

/** 400 MiB in 400 kB: 40 gzip members (RFC 1952 section 2.2). */
const member = gzipSync(Buffer.alloc(10 * MEBIBYTE));
const bomb = Buffer.concat(Array.from({ length: 40 }, () => member));

const respond: RequestListener = ({ url }, response) => {
  if (url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  else response.end('{}');
};
let api: TestServer;
let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'api-memory-'));
  bundle = bundleOf(join(import.meta.dirname, '../../testing/extensions/relaying-backend.mjs'), folder);
  api = await startTestServer(respond);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

/** Returns the growth of the backend's peak memory by concurrent bombs, and the result of each call. */
async function bombed(): Promise<{ growth: number; answers: unknown[] }> {
  const { host } = api;
  const backend = spawn(process.execPath, [bundle, host], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(backend, 'exit');
  try {
    const [line] = await once(backend.stdout.setEncoding('utf8'), 'data');
    const origin = String(line).trim();
    const post = pageCalls(sendTo(origin));
    const call = async (to: string) =>
      JSON.parse(await post('/auth/fetch', { account: 'test:ada', url: `http://${host}${to}` }));
    const peak = async () => Number(await post('/peak', {}));
    expect(await call('/small')).toMatchObject({ ok: true });
    const before = await peak();
    const answers = await Promise.all(Array.from({ length: CALLS }, () => call('/bomb')));
    return { growth: (await peak()) - before, answers };
  } finally {
    backend.kill();
    await ended;
  }
}

test(`${CALLS} gzip bombs of 400 MiB at once are rejected, and together use less memory than half of one`, async () => {
  const { growth, answers } = await bombed();
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
  expect(growth).toBeLessThan(ALLOWED);
});
