import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ConnectionTestView } from '../events/connection-test-view.ts';
import { signInOverHttp } from '../identity-provider/sign-in/sign-in-over-http.ts';
import type { Simulator } from '../options.ts';
import { startSimulator } from '../start.ts';
import {
  type ConnectionTestClient,
  createConnectionTestClient,
} from '../testing/clients/connection-test-client.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { backendCommand, type Fixture } from '../testing/extensions/fixture.ts';
import { createTestableExtension } from '../testing/extensions/testable-extension.ts';
import { endLaunched, launchUi } from '../testing/processes/command.ts';
import { expectNoSecretIn, recordingSecrets } from '../testing/processes/secrets.ts';

let fixture: Fixture;
let simulator: Simulator;
let client: ConnectionTestClient;
let lines: string[];

afterEach(async () => {
  await simulator?.close();
  await fixture?.remove();
});

async function start(
  strategy: Parameters<typeof createTestableExtension>[0] = 'backend-callback',
  files: Readonly<Record<string, string>> = {},
): Promise<void> {
  fixture = await createTestableExtension(strategy, files);
  lines = [];
  simulator = await startSimulator({
    ...fixture.options,
    backend: { command: backendCommand, env: recordingSecrets(fixture.directory) },
    log: (line) => lines.push(line),
  });
  client = await createConnectionTestClient(simulator.dashboardUrl);
}

const outcomes = ({ steps }: ConnectionTestView) => steps.map(({ id, status }) => `${id} ${status}`);

/** Goes on until it is the browser's turn, or no step is left. */
async function goOn(): Promise<ConnectionTestView> {
  for (;;) {
    const view = await client.view(({ state }) => state !== 'busy');
    if (view.state !== 'ready') return view;
    await client.ask('step');
  }
}

async function begin(provider = 'work'): Promise<ConnectionTestView> {
  await client.ask('begin', { provider });
  return goOn();
}

const all = [
  'settings',
  'endpoints',
  'authorization',
  'callback',
  'token',
  'profile',
  'refresh',
  'revocation',
];

describe('the providers of an extension', () => {
  test('are those of its files, each with its grants', async () => {
    await start('backend-callback', { '.env': 'GITHUB_CLIENT_ID=mine\n' });
    expect(await client.ask('providers')).toEqual([
      {
        ...{ id: 'work', name: 'Work', simulated: true, clientIdVariable: 'WORK_CLIENT_ID' },
        grants: ['authorization_code'],
      },
      {
        ...{ id: 'github', name: 'GitHub', simulated: false, clientIdVariable: 'GITHUB_CLIENT_ID' },
        grants: ['authorization_code'],
      },
      {
        ...{ id: 'code', name: 'GitHub', simulated: false, clientIdVariable: 'GITHUB_CLIENT_ID' },
        grants: ['device_code'],
      },
    ]);
    await expect(client.ask('begin', { provider: 'code', grant: 'authorization_code' })).rejects.toThrow(
      'has no grant "authorization_code". It has device_code.',
    );
    await expect(client.ask('begin', { provider: 'x' })).rejects.toThrow('has no provider "x"');
    await expect(client.ask('step')).rejects.toThrow('Choose a provider first');
  });

  test('that cannot be loaded are told of by the file and the reason', async () => {
    await start('backend-callback', { 'auth/src/providers/index.ts': 'export const providers = [;' });
    await expect(client.ask('providers')).rejects.toThrow(
      /^The extension's providers cannot be loaded from auth\/src\/extension\.ts and auth\/src\/providers/,
    );
  });

  test('are found from a folder of the UI that is named relative to where the simulator was started', async () => {
    await start();
    const { dashboardUrl } = await launchUi(fixture.directory);
    expect(await (await createConnectionTestClient(dashboardUrl)).ask('providers')).toHaveLength(3);
    await endLaunched();
  });

  test('need the auth package and Vite, which are named where they are missing', async () => {
    await start();
    await rm(join(fixture.directory, 'auth/node_modules'), { recursive: true });
    await expect(client.ask('providers')).rejects.toThrow(/@ddext-oauth\/auth/);
    await rm(join(fixture.directory, 'ui/node_modules'), { recursive: true });
    await expect(client.ask('providers')).rejects.toThrow(
      /^Vite cannot be loaded from .*: Cannot find module 'vite'\. Install it there\.$/,
    );
  });
});

describe('a connection test with the built-in identity provider', () => {
  test.each(['backend-callback', 'extension-tab'] as const)(
    'makes every step by %s, takes the browser that comes back, and gives no secret away',
    async (strategy) => {
      await start(strategy);
      const { authorizationUrl = '', state } = await begin();
      expect(state).toBe('waiting');
      await expect(client.ask('step')).rejects.toThrow('It is the browser’s turn.');
      const { dashboardUrl } = simulator;
      const page = await signInOverHttp(authorizationUrl, { user: 'ada', dashboardUrl });
      expect(page.status).toBe(200);
      expect(page.body).toMatch(/Back to the dashboard|Go back to the dashboard/);
      await client.view(({ steps }) => steps.at(-1)?.id === 'callback');
      const done = await goOn();
      expect(done.state).toBe('done');
      expect(outcomes(done)).toEqual(all.map((id) => `${id} done`));
      expect(done.steps.map(({ summary }) => summary)).toContain('Ada Lovelace signed in.');
      const shown = JSON.stringify(done) + lines.join('\n') + page.body;
      expectNoSecretIn(fixture.directory, shown, [
        ...['code', 'code_verifier', 'access_token', 'refresh_token', 'id_token', 'token'],
      ]);
      await expect(client.ask('step')).rejects.toThrow('All steps were made.');
    },
  );

  test('shows the page and the code of a device code, and waits until it is entered', async () => {
    await start();
    await client.ask('begin', { provider: 'code' });
    for (const _step of ['settings', 'endpoints', 'device']) await client.ask('step');
    const { authorizationUrl = '', userCode = '', plan } = await client.view();
    expect(authorizationUrl).toContain(userCode);
    expect(plan.map(({ id }) => id)).toEqual([
      ...['settings', 'endpoints', 'device', 'token', 'profile', 'refresh', 'revocation'],
    ]);
    const polled = client.ask('step');
    await client.view(({ state }) => state === 'entering');
    await expect(client.ask('step')).rejects.toThrow('The code has not been entered yet.');
    expect((await signInOverHttp(authorizationUrl, { user: 'ada' })).body).toContain('Signed in');
    await polled;
    const done = await goOn();
    expect(outcomes(done)).toEqual(plan.map(({ id }) => `${id} done`));
    expectNoSecretIn(fixture.directory, JSON.stringify(done), ['access_token', 'refresh_token', 'id_token']);
  });

  test('ends when a user gives up on a device code', async () => {
    await start();
    await client.ask('begin', { provider: 'code' });
    for (const _step of ['settings', 'endpoints', 'device']) await client.ask('step');
    const polled = client.ask('step');
    await client.view(({ state }) => state === 'entering');
    await client.ask('give-up');
    await polled;
    const { steps, state } = await client.view();
    expect(state).toBe('failed');
    expect(steps.at(-1)?.problem).toMatchObject({ code: 'no-answer' });
  });

  test('leaves what belongs to the backend to it', async () => {
    await start();
    await begin();
    const { body } = await rawRequest(
      `http://127.0.0.1:${fixture.port}/callback/work?error=other&state=foreign`,
    );
    expect(body).toContain('Denied: other');
    expect((await signInOverHttp(`http://127.0.0.1:${fixture.port}/login`, { user: 'ada' })).body).toContain(
      'Signed in as Ada Lovelace',
    );
    expect((await client.view()).state).toBe('waiting');
  });

  test('leaves everything to the backend when its process has ended', async () => {
    await start('backend-callback', {
      'auth/src/providers/index.ts': `import { oidc } from '@ddext-oauth/auth/providers';
console.log('pid ' + process.pid);
export const providers = [{ id: 'work', preset: oidc, clientId: { variable: 'WORK_CLIENT_ID' } }];`,
    });
    const { authorizationUrl = '' } = await begin();
    const pid = Number(/^connection test: pid (\d+)$/m.exec(lines.join('\n'))?.[1]);
    process.kill(pid, 'SIGKILL');
    await expect(client.ask('give-up')).rejects.toThrow('The connection test has ended. Start it again.');
    const state = new URL(authorizationUrl).searchParams.get('state');
    const url = `http://127.0.0.1:${fixture.port}/callback/work?error=late&state=${state}`;
    expect((await rawRequest(url)).body).toContain('Denied: late');
    expect((await begin()).state).toBe('waiting');
  });

  test('takes its answer once, at its own address only', async () => {
    await start();
    const { authorizationUrl = '' } = await begin();
    const state = new URL(authorizationUrl).searchParams.get('state');
    const query = `?error=access_denied&state=${state}`;
    const url = `http://127.0.0.1:${fixture.port}/callback/work${query}`;
    const host = { host: `rebound.example:${fixture.port}` };
    expect((await rawRequest(url, { headers: host })).body).toContain('Denied');
    expect((await rawRequest(`http://127.0.0.1:${fixture.port}/page${query}`)).body).toContain('ü');
    expect((await client.view()).state).toBe('waiting');
    const first = await rawRequest(url);
    expect(first).toMatchObject({ status: 200, body: expect.stringContaining('The browser came back') });
    expect(first.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(first.headers['content-security-policy']).toContain("default-src 'none'");
    const { steps } = await client.view(({ state }) => state === 'failed');
    expect(steps.at(-1)?.problem?.cause).toMatch(/denied access/);
    expect((await rawRequest(url)).body).toContain('The browser came back');
    expect((await client.view()).steps).toHaveLength(steps.length);
  });

  test('says why the browser may not have come back', async () => {
    await start('extension-tab');
    await begin();
    await client.ask('give-up');
    const { steps, state } = await client.view(({ state }) => state !== 'busy');
    expect(state).toBe('failed');
    expect(steps.at(-1)?.problem).toMatchObject({
      cause: expect.stringContaining('no Docker Desktop took the link'),
      fix: expect.stringContaining('docker-desktop://dashboard/extension-tab?extensionId=acme/hello'),
    });
  });

  test('takes the address that the browser ended at', async () => {
    await start('extension-tab');
    const { authorizationUrl = '' } = await begin();
    const { deliveredLink = '' } = await signInOverHttp(
      authorizationUrl.replace(/state=[^&]*/, 'state=of-another'),
      { user: 'ada', dashboardUrl: simulator.dashboardUrl },
    );
    await expect(client.ask('address', { address: 'the page' })).rejects.toThrow('This is not an address.');
    await expect(client.ask('address', { address: authorizationUrl })).rejects.toThrow(
      'neither a code nor an error',
    );
    await expect(client.ask('address', { address: deliveredLink })).rejects.toThrow(
      'belongs to another attempt',
    );
    const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
    await client.ask('address', { address: ` ${deliveredLink.replace('of-another', state)}\n` });
    expect(outcomes(await goOn())).toEqual(all.map((id) => `${id} done`));
  });
});

describe('a provider with a client id', () => {
  test('is asked itself, as .env says, which counts again at each beginning', async () => {
    await start('backend-callback', {
      '.env':
        'WORK_CLIENT_ID=mine\nWORK_ISSUER=http://127.0.0.1:9/nowhere\nWORK_CLIENT_SECRET=hush-hush-hush\n',
    });
    const failed = await begin();
    expect(failed.state).toBe('failed');
    expect(failed.steps.at(-1)).toMatchObject({
      id: 'endpoints',
      problem: {
        cause: expect.stringContaining('Nothing answers'),
        fix: expect.stringContaining('WORK_ISSUER'),
      },
    });
    expect(JSON.stringify(failed)).not.toContain('hush-hush-hush');
    await expect(client.ask('step')).rejects.toThrow('A step failed.');
    const { issuer, clientId } = simulator.identityProvider;
    await writeFile(join(fixture.directory, '.env'), `WORK_CLIENT_ID=${clientId}\nWORK_ISSUER=${issuer}\n`);
    const { authorizationUrl = '', provider } = await begin();
    expect(provider.simulated).toBe(false);
    await signInOverHttp(authorizationUrl, { user: 'grace' });
    expect(outcomes(await goOn())).toEqual(all.map((id) => `${id} done`));
  });
});

test('a connection test ends with the next one, by itself, and with the simulator', async () => {
  await start();
  await begin();
  const [first, second] = [
    client.ask('begin', { provider: 'work' }),
    client.ask('begin', { provider: 'github' }),
  ];
  await Promise.allSettled([first, second]);
  const { provider } = await client.view();
  expect(['work', 'github']).toContain(provider.id);
  await client.ask('end');
  await expect(client.ask('give-up')).rejects.toThrow('Choose a provider first');
});
