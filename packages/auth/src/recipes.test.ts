import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { transformSync } from '@swc/core';
import express, { type Router } from 'express';
import type { Auth } from './index.ts';
import { storeContract } from './stores/contract.ts';
import type { TokenStore } from './stores/store.ts';
import { type SignedInExtension, startSignedIn } from './testing/extensions/signed-in.ts';
import { type ApiServer, startApiServer } from './testing/servers/api-server.ts';
import { startTestServer } from './testing/servers/test-server.ts';

const here = import.meta.dirname;
const recipes = readFileSync(join(here, '../../../docs/recipes.md'), 'utf8');
const compiled = join(here, '../test-results/recipes');

/** The module of docs/recipes.md for a file name, changed to import this package's source. */
async function recipe<T>(file: string): Promise<T> {
  const [, code] = new RegExp(`^\`${file}\`:\n\n\`\`\`ts\n(.*?)^\`\`\`$`, 'ms').exec(recipes) ?? [];
  if (!code) throw new Error(`docs/recipes.md does not contain ${file}.`);
  const { code: module } = transformSync(code, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  });
  mkdirSync(compiled, { recursive: true });
  const path = join(compiled, `${file.replaceAll('/', '-')}.mjs`);
  writeFileSync(path, module.replaceAll("'@ddext-oauth/auth'", `'${join(here, 'index.ts')}'`));
  return import(path);
}

interface TextStore {
  textStore(keeper: { read(): Promise<string | undefined>; write(text: string): Promise<void> }): TokenStore;
}

storeContract('the store of docs/recipes.md', async () => {
  const { textStore } = await recipe<TextStore>('backend/src/text-store.ts');
  let text: string | undefined;
  return textStore({
    read: async () => text,
    write: async (next) => {
      await new Promise((resolve) => setImmediate(resolve));
      text = next;
    },
  });
});

describe('the route of docs/recipes.md', () => {
  let api: ApiServer;
  let extension: SignedInExtension;

  beforeAll(async () => {
    const body = JSON.stringify([{ stargazers_count: 2 }, { stargazers_count: 40 }]);
    api = await startApiServer({ status: 200, headers: {}, body });
    extension = await startSignedIn({ apiHosts: [api.host] });
  });
  afterAll(() => Promise.all([extension.close(), api.close()]));

  async function stars(account: string): Promise<unknown> {
    const { starCount } = await recipe<{ starCount(auth: Auth, api: string): Router }>(
      'backend/src/star-count.ts',
    );
    const server = await startTestServer(
      express().use(express.json()).use('/stars', starCount(extension.auth, api.origin)),
    );
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account }),
    };
    const answer = await (await fetch(`${server.origin}/stars`, init)).json();
    await server.close();
    return answer;
  }

  test("calls the API with the account's token, and returns the result", async () => {
    expect(await stars('test:ada')).toEqual({ ok: true, value: { stars: 42 } });
    expect(api.requests).toMatchObject([
      { url: '/user/repos?per_page=100', headers: { authorization: expect.stringMatching(/^Bearer /) } },
    ]);
  });

  test('returns an error in the format of the page', async () => {
    expect(await stars('test:unknown')).toMatchObject({ ok: false, error: { code: 'account-unknown' } });
  });
});
