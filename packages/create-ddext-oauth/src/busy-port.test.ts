import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { place, run } from './testing/command.ts';

const flags = ['x', '--yes', '--dry-run', '--json', '--port'];

test('reports the program that uses the callback port, and creates the extension', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const used = await run(await place(), [...flags, String(port)]);
  server.close();
  await once(server, 'close');
  const free = await run(await place(), [...flags, String(port)]);
  expect(used.code).toBe(0);
  expect(JSON.parse(used.stdout).warnings).toEqual([expect.stringContaining(`Port ${port} is in use by `)]);
  expect(used.stderr).toContain(`(process ${process.pid}).`);
  expect(JSON.parse(free.stdout).warnings).toEqual([]);
});
