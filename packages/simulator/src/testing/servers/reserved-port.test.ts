import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { closerOf, listen } from '../../http/listen.ts';
import { reservePort } from './reserved-port.ts';

test('a reserved port is free, and can be listened on more than once', async () => {
  const { port, release } = await reservePort();
  for (const _attempt of [1, 2]) {
    const server = createServer();
    const close = closerOf(server);
    expect(await listen(server, port)).toBe(port);
    await close();
  }
  await release();
});

test('a reserved port is not assigned to another test until it is released', async () => {
  const reserved = await Promise.all(Array.from({ length: 100 }, reservePort));
  expect(new Set(reserved.map(({ port }) => port)).size).toBe(100);
  const lock = createServer();
  const [{ port, release } = { port: 0, release: async () => {} }, ...others] = reserved;
  await expect(listen(lock, port - 1)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await release();
  const close = closerOf(lock);
  expect(await listen(lock, port - 1)).toBe(port - 1);
  await close();
  await Promise.all(others.map((one) => one.release()));
});
