import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type AuthClient, createAuthClient, type DdClient, SignInError } from '@ddext-oauth/auth/ui';
import { signInOverHttp } from '@ddext-oauth/simulator';
import { expect } from '@jest/globals';
import { childEnvironment } from './child-environment.mjs';
import { command, directory, run } from './workspace.ts';

/** Writes the files of an extension that was made without this repository, to a new folder. */
export async function existingExtension(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const folder = await mkdtemp(join(directory, 'existing-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content, { mode: path === 'service' ? 0o755 : 0o644 });
  }
  return folder;
}

/** Every file of a folder, in Base64. */
export async function filesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, (await readFile(path)).toString('base64')] as const)),
  );
}

/** Runs `create-ddext-oauth --add` or `--remove` in a folder, with the packed code of them. */
export function inExisting(folder: string, ...flags: string[]): Promise<string> {
  const { npm_config_user_agent: _, PATH = '', ...inherited } = childEnvironment;
  const env = { ...inherited, PATH: [join(directory, 'bin'), PATH].join(delimiter) };
  return run(process.execPath, [command, ...flags, '--yes'], { cwd: folder, env });
}

/** Changes a text in a file of a folder. @throws Error if the file does not contain it */
export async function replaceIn(folder: string, path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}.`);
  await writeFile(
    join(folder, path),
    text.replace(from, () => to),
  );
}

/** A response as it is sent, without the date. */
export interface Sent {
  readonly status: number | undefined;
  readonly headers: readonly string[];
  readonly body: string;
}

/** Calls a socket. */
export function callSocket(
  socketPath: string,
  { method = 'GET', path, body }: { method?: string; path: string; body?: string },
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request({ socketPath, method, path, headers, agent: false }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      const { statusCode: status, rawHeaders } = response;
      const received = rawHeaders.filter(
        (_, index) => !/^(date|connection)$/i.test(rawHeaders[index - (index % 2)] ?? ''),
      );
      resolve({ status, headers: received, body: text });
    });
    sent.on('error', reject).end(body);
  });
}

/** The client of a page, and what it opens in the browser. */
export function clientOver(socket: string): {
  readonly client: AuthClient;
  readonly opened: readonly string[];
} {
  const opened: string[] = [];
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  const post = async (path: string, data: unknown) => {
    const { body } = await callSocket(socket, { method: 'POST', path, body: JSON.stringify(data) });
    return JSON.parse(body);
  };
  const ddClient: DdClient = {
    extension: { vm: { service: { post } } },
    host: { openExternal: (url) => void opened.push(url) },
  };
  return { client: createAuthClient(ddClient, { extensionId: 'acme/added', storage }), opened };
}

/**
 * Signs in through a browser without JavaScript, and calls the provider's API.
 *
 * @returns the ID of the account
 */
export async function signInAsAda({ client, opened }: ReturnType<typeof clientOver>): Promise<string> {
  const attempt = await startedSignIn(client);
  const page = await signInOverHttp(opened[0] ?? '', { user: 'ada' });
  expect(page.body).toContain('You are signed in to Things');
  const account = await client.waitForAccount(attempt, AbortSignal.timeout(1_800_000));
  expect(account.profile.name).toBe('Ada Lovelace');
  const info = await client.fetch('oidc', 'userinfo_endpoint');
  expect(await info.json()).toMatchObject({ sub: 'ada' });
  return account.id;
}

/** Starts a sign-in as soon as the backend reaches the identity provider, to which a bridge may not be open yet. */
async function startedSignIn(client: AuthClient): Promise<string> {
  const end = AbortSignal.timeout(1_800_000);
  while (!end.aborted) {
    const started = await client.signIn('oidc').catch((error) => {
      if (!(error instanceof SignInError && error.problem.code === 'provider-unreachable')) throw error;
    });
    if (started !== undefined) return started;
    await delay(100);
  }
  throw new Error('The backend does not reach the identity provider.');
}
