import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { describePortHolder, findPortHolder } from './port-holder.ts';

const LISTEN = `
  const server = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log(String(server.address().port)));`;

describe('the holder of a port', () => {
  test('is found with its process ID and program', async () => {
    const child = spawn(process.execPath, ['-e', LISTEN], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const port = Number(String(line));
      expect(await findPortHolder(port)).toEqual({ pid: child.pid, command: 'node' });
      expect(await describePortHolder(port)).toBe(`node (process ${child.pid})`);
    } finally {
      child.kill();
    }
  });

  test('is undefined for a port without a listener, and is reported as another program', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    expect(await findPortHolder(port)).toBeUndefined();
    expect(await describePortHolder(port)).toBe('another program');
  });

  test('is not a program that listens on another address of this machine', async () => {
    // macOS and Windows have no 127.0.0.2 to listen on: their programs are read below.
    const address = process.platform === 'linux' ? '127.0.0.2' : undefined;
    const server = createServer().listen(0, address);
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const holder = await findPortHolder(port);
    server.close();
    await once(server, 'close');
    expect(holder?.pid).toBe(address === undefined ? process.pid : undefined);
  });

  test('is read from lsof on macOS', async () => {
    const run = async () =>
      'p1\ncother\nf20\nn192.168.1.5:3000\np4242\ncnode\nf20\nn[fe80::1]:3000\nf21\nn*:3000\n';
    expect(await findPortHolder(3000, 'darwin', run)).toEqual({ pid: 4242, command: 'node' });
  });

  test('is read from netstat and tasklist on Windows, in any language', async () => {
    const outputs: Record<string, string> = {
      netstat: [
        '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
        '  TCP    0.0.0.0:13000          0.0.0.0:0              ABHÖREN         1',
        '  TCP    127.0.0.1:3000         127.0.0.1:51000        HERGESTELLT     2',
        '  TCP    192.168.1.5:3000       0.0.0.0:0              ABHÖREN         3',
        '  TCP    127.0.0.1:3000         0.0.0.0:0              ABHÖREN         4242',
      ].join('\r\n'),
      tasklist: '"node.exe","4242","Console","1","50,000 K"\r\n',
    };
    const run = async (file: string) => outputs[file] ?? '';
    expect(await findPortHolder(3000, 'win32', run)).toEqual({ pid: 4242, command: 'node.exe' });
  });

  test('is undefined if the program that lists it is missing', async () => {
    const run = () => Promise.reject(new Error('spawn lsof ENOENT'));
    expect(await findPortHolder(3000, 'darwin', run)).toBeUndefined();
  });
});
