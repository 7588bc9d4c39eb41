import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import { closeServer, listen } from '../backend/listen.ts';
import { createLogger } from '../backend/logger.ts';
import { socketApi } from '../backend/socket-api.ts';
import { sealedFileStore } from '../stores/sealed-file-store.ts';
import { ddClientOver } from '../testing/browsers/socket-dd-client.ts';
import { authWithKeys } from '../testing/extensions/key-auth.ts';
import { type KeyServer, sampleKey, startKeyServer } from '../testing/servers/key-server.ts';
import type { AuthClient } from './auth-client.ts';
import { createAuthClient } from './client.ts';
import type { DdClient } from './dd-client.ts';

const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
let directory: string;
let server: KeyServer;
let backend: Server;
let client: AuthClient;
const log: string[] = [];
/** Every response of the backend, as text. */
const responses: string[] = [];
const requestedPaths: string[] = [];

beforeEach(async () => {
  for (const list of [log, responses, requestedPaths]) list.length = 0;
  directory = mkdtempSync(join(tmpdir(), 'keys-'));
  server = await startKeyServer();
  server.respond = () => ({ body: { id: 583231, login: 'octocat' } });
  const auth = authWithKeys(
    ['github', 'docker-hub'].map((id) => ({ id, method: server.methodOf(id) })),
    { store: sealedFileStore({ directory: join(directory, 'data') }) },
  );
  const logger = createLogger({ level: 'trace', destination: { write: (line) => void log.push(line) } });
  const socket = join(directory, 'backend.sock');
  backend = await listen(express().use(socketApi(auth, { logger })), { path: socket });
  client = createAuthClient(recording(ddClientOver(socket)));
});

afterEach(async () => {
  await Promise.all([closeServer(backend), server.close()]);
  rmSync(directory, { recursive: true });
});

function recording(ddClient: DdClient): DdClient {
  const service = ddClient.extension.vm?.service;
  const post = async (path: string, data: unknown) => {
    requestedPaths.push(path);
    const response = await service?.post(path, data);
    responses.push(JSON.stringify(response));
    return response;
  };
  return { ...ddClient, extension: { vm: { service: { post } } } };
}

test('rule 58: the UI adds, tests, uses, replaces and removes a key, which no response, URL, log line or file contains', async () => {
  const account = await client.addKey('github', { key: GITHUB });
  expect(account.key?.noun).toBe('personal access token');
  expect(await client.verify(account.id)).toMatchObject({ status: 'works' });
  expect((await client.fetch(account.id, `${server.origin}/things`)).status).toBe(200);
  const next = GITHUB.toUpperCase().replace('GHP_', 'ghp_');
  await client.addKey('github', { key: next, replaces: account.id });
  server.respond = () => ({ status: 401, body: { message: 'Bad credentials' } });
  expect(await client.verify(account.id)).toMatchObject({
    status: 'failed',
    problem: { code: 'credential-rejected' },
  });
  await expect(client.addKey('github', { key: next })).rejects.toMatchObject({
    problem: { code: 'credential-rejected' },
  });
  await expect(client.addKey('github', { key: `${next} ${next}` })).rejects.toMatchObject({
    problem: { code: 'key-malformed' },
  });
  const file = readFileSync(join(directory, 'data', 'accounts.sealed'), 'latin1');
  expect(await client.signOut(account.id)).toMatchObject({ keyPage: 'https://github.com/settings/tokens' });
  expect((await client.session()).accounts).toEqual([]);
  const urls = server.received.map(({ url }) => url);
  for (const text of [...responses, ...requestedPaths, ...urls, ...log, file]) {
    expect(text).not.toContain(GITHUB.slice(4));
    expect(text).not.toContain(next.slice(4));
  }
  expect(server.received.every(({ headers }) => headers.authorization?.startsWith('Bearer ghp_'))).toBe(true);
});

test('the UI adds a key with a user name', async () => {
  const key = sampleKey(server.methodOf('docker-hub'));
  const { profile } = await client.addKey('docker-hub', { key, userName: 'ada' });
  expect(profile).toEqual({ id: 'ada', name: 'ada' });
});
