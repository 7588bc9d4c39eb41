import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keyHeaderOf, verdictOf } from '@ddext-oauth/providers';
import { keyCatalog, testKeysOf } from '@ddext-oauth/providers/catalog';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { closerOf } from '../http/listen.ts';
import { keyApi } from './key-api.ts';
import { createTestUsers } from './test-users.ts';

const [ada] = createTestUsers('http://127.0.0.1:1');
const server = createServer(express().use(keyApi(ada)));
const close = closerOf(server);
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(close);

const methods = keyCatalog.filter(({ verification }) => verification);

/** Sends a request with a key, as the backend of an extension does. */
async function request(method: (typeof keyCatalog)[number], key: string, url: string) {
  const { host, pathname, search } = new URL(url.replace(/\{\w+\}/g, 'one.example'));
  const { name, value } = keyHeaderOf(method, key, 'ada');
  const { method: verb = 'GET' } = method.verification?.request ?? {};
  const target = `${origin}/keys/${method.provider}/${host}${pathname}${search}`;
  const response = await fetch(target, { method: verb, headers: { [name]: value } });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

test.each(methods.map((method) => [method.name, method] as const))(
  'the simulator answers the verification request with each test key of %s',
  async (_name, method) => {
    for (const { key, outcome } of testKeysOf(method)) {
      const response = await request(method, key, method.verification?.url ?? '');
      const verdict = verdictOf(method, response);
      expect([outcome, verdict.outcome]).toEqual([outcome, outcome]);
      expect(response.body).not.toContain(key);
    }
  },
);

test('the simulator answers no other request, no other key and no unknown provider', async () => {
  const github = keyCatalog.find(({ provider }) => provider === 'github') as (typeof keyCatalog)[number];
  const [works] = testKeysOf(github);
  const repositories = await request(github, works?.key ?? '', 'https://api.github.com/user/repos');
  expect([repositories.status, repositories.body]).toEqual([
    404,
    '{"message":"The simulator answers only the verification request of GitHub."}',
  ]);
  const other = await request(github, `ghp_${'a'.repeat(36)}`, 'https://api.github.com/user');
  expect(other.status).toBe(401);
  const unknown = await request(
    { ...github, provider: 'acme' },
    works?.key ?? '',
    'https://api.github.com/user',
  );
  expect(unknown.status).toBe(401);
});
