import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Extension, github, oidc } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '../backend/environment.ts';
import { newFolder } from '../stores/testing/folder.ts';
import { type Secrets, watchSecrets } from '../testing/fixtures/secrets.ts';
import { startIdentityProvider } from '../testing/servers/identity-provider.ts';
import { CLIENT_ID, startScriptedProvider } from '../testing/servers/scripted-provider.ts';
import { ConnectionTest } from './connection-test.ts';
import type { ConnectionTestOptions } from './context.ts';
import type { ConnectionTestStep } from './step.ts';
import { runThrough } from './testing/run-through.ts';

const extension: Extension = { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 51_234 };
const redirectUriOf = (id: string) => `http://127.0.0.1:51234/callback/${id}`;
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const outcomes = (steps: readonly ConnectionTestStep[]) => steps.map(({ id, status }) => `${id} ${status}`);
const settingsAt = (issuer: string, clientId: string) => ({
  id: 'work',
  preset: oidc,
  issuer,
  clientId: { variable: 'WORK_CLIENT_ID' },
  clientSecret: { variable: 'WORK_CLIENT_SECRET' },
  read: (name: string) => (name === 'WORK_CLIENT_ID' ? clientId : undefined),
});

function trialOf(
  { read, ...settings }: ReturnType<typeof settingsAt>,
  options: Partial<ConnectionTestOptions> = {},
): ConnectionTest {
  return new ConnectionTest({ extension, settings, read, insecureLoopbackIssuer: true, ...options });
}

describe('the connection test', () => {
  test('shows every step of a sign-in and the meaning of each parameter, but no secret', async () => {
    const secrets: Secrets = watchSecrets();
    const { issuer, close } = await startIdentityProvider([redirectUriOf('work')], {
      issueRefreshToken: async () => true,
    });
    closers.push(close, () => secrets.stop());
    const steps = await runThrough(trialOf(settingsAt(issuer, 'test-extension')));
    expect(outcomes(steps)).toEqual([
      'settings done',
      'endpoints done',
      'authorization done',
      'callback done',
      'token done',
      'profile done',
      'refresh done',
      'revocation done',
    ]);
    const sent = steps[2]?.parts[0]?.lines ?? [];
    expect(sent.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge']),
    );
    for (const { meaning } of sent) expect(meaning).toMatch(/section/);
    expect(steps.map(({ summary }) => summary)).toContain('Ada Lovelace signed in.');
    await secrets.expectNoneIn(JSON.stringify(steps.map(({ parts, summary }) => ({ parts, summary }))));
  });

  test('uses the simulated provider if no client ID is set', async () => {
    const { issuer, close } = await startIdentityProvider([redirectUriOf('github')]);
    closers.push(close);
    const settings = { id: 'github', preset: github, clientId: { variable: 'GITHUB_CLIENT_ID' } };
    const simulatedProvider = { issuer, clientId: 'test-extension' };
    const connectionTest = new ConnectionTest({
      extension,
      settings,
      read: () => undefined,
      insecureLoopbackIssuer: true,
      simulatedProvider,
    });
    const steps = await runThrough(connectionTest);
    expect(outcomes(steps)).toContain('profile done');
    expect(steps[0]?.summary).toContain('GitHub itself receives no request: it has no client ID');
  });

  test('ends with a failed step', async () => {
    const connectionTest = trialOf(settingsAt('http://127.0.0.1:9', 'a'));
    await runThrough(connectionTest);
    expect(outcomes(connectionTest.steps)).toEqual(['settings done', 'endpoints failed']);
    expect(connectionTest.next).toBeUndefined();
    await expect(connectionTest.step()).rejects.toThrow('This connection test is over.');
  });

  test('names the variable of an unusable file and no other setting', async () => {
    const file = join(await newFolder(), 'client-secret');
    await writeFile(file, '');
    const read = readEnvironment({ WORK_CLIENT_ID: 'a', WORK_CLIENT_SECRET_FILE: file });
    const connectionTest = trialOf(settingsAt('https://id.example', 'a'), { read });
    expect((await connectionTest.step()).problem).toMatchObject({
      code: 'setting-unreadable',
      message: 'The file that WORK_CLIENT_SECRET_FILE names is empty.',
      fix: 'Write the value again, on one line, to the file that WORK_CLIENT_SECRET_FILE names.',
    });
  });

  test('runs the steps of a device code, and shows the code and the page', async () => {
    const { issuer, close } = await startScriptedProvider();
    closers.push(close);
    const connectionTest = trialOf(settingsAt(issuer, CLIENT_ID), {
      grant: 'device_code',
      pause: async () => undefined,
    });
    const steps = await runThrough(connectionTest);
    expect(outcomes(steps)).toEqual([
      ...['settings done', 'endpoints done', 'device done', 'token done', 'profile done', 'refresh done'],
      'revocation done',
    ]);
    expect(connectionTest.userCode).toBe('WDJB-MJHT');
    expect(connectionTest.authorizationUrl).toBe(`${issuer}/enter`);
    expect(steps[2]?.summary).toBe(`Open ${issuer}/enter and enter the code WDJB-MJHT.`);
  });

  test('ends with the setting to check if the user cancels a device code', async () => {
    const { issuer, close } = await startScriptedProvider();
    closers.push(close);
    const pause = (_milliseconds: number, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        connectionTest.cancel();
      });
    const connectionTest: ConnectionTest = trialOf(settingsAt(issuer, CLIENT_ID), {
      grant: 'device_code',
      pause,
    });
    const failed = (await runThrough(connectionTest)).at(-1);
    expect(failed).toMatchObject({ id: 'token', status: 'failed', problem: { code: 'no-callback' } });
    expect(failed?.problem?.fix).toContain('WORK_CLIENT_ID');
  });

  test('runs the steps of client credentials, without a user', async () => {
    const { issuer, close } = await startScriptedProvider();
    closers.push(close);
    const connectionTest = trialOf(settingsAt(issuer, CLIENT_ID), { grant: 'client_credentials' });
    expect(outcomes(await runThrough(connectionTest))).toEqual([
      ...['settings done', 'endpoints done', 'token done', 'revocation done'],
    ]);
  });
});
