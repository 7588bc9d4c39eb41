import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuthError } from '@ddext-oauth/auth';
import { expect, test } from '@jest/globals';
import express from 'express';
import { example } from './example.ts';

/** What the route returns for the account `test:ada`, if the provider responds like this. */
async function returned(respond: (account: string) => Promise<Response>): Promise<unknown> {
  const server = createServer(express().use('/example', example({ fetch: respond }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/example?account=test%3Aada`);
  const body: unknown = await answer.json();
  server.close();
  return body;
}

test('the example returns the user info of the account', async () => {
  const value = { sub: 'ada', name: 'Ada Lovelace' };
  const accounts: string[] = [];
  const respond = async (account: string) => {
    accounts.push(account);
    return Response.json(value);
  };
  expect(await returned(respond)).toEqual({ ok: true, value });
  expect(accounts).toEqual(['test:ada']);
});

test('the example reports that the provider refused the request', async () => {
  const error = { code: 'provider-refused', message: 'The provider returned HTTP 403.' };
  expect(await returned(async () => new Response(null, { status: 403 }))).toMatchObject({ ok: false, error });
});

test('the example reports that the user has to sign in again', async () => {
  const respond = () => Promise.reject(new AuthError('sign-in-again', 'The sign-in has expired.'));
  expect(await returned(respond)).toMatchObject({ ok: false, error: { code: 'sign-in-again' } });
});
