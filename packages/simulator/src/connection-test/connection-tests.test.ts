import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
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

type Strategy = Parameters<typeof createTestableExtension>[0];

/** A running simulator for one extension. */
interface Running {
  readonly fixture: Fixture;
  readonly simulator: Simulator;
  readonly client: ConnectionTestClient;
  readonly lines: string[];
}

/** Simulators of extensions that no test changes. The tests of this file share them. */
const shared = new Map<Strategy, Running>();
const running: Running[] = [];

let fixture: Fixture;
let simulator: Simulator;
let client: ConnectionTestClient;
let lines: string[];

afterEach(async () => {
  await client.ask('end');
});
afterAll(async () => {
  for (const one of running) {
    await one.simulator.close();
    await one.fixture.remove();
  }
});

/** Starts a simulator for an extension with additional files. */
async function startWith(files: Readonly<Record<string, string>>, strategy: Strategy = 'backend-callback') {
  const made = await createTestableExtension(strategy, files);
  const log: string[] = [];
  const started = await startSimulator({
    ...made.options,
    backend: { command: backendCommand, env: recordingSecrets(made.directory) },
    log: (line) => log.push(line),
  });
  const one = {
    fixture: made,
    simulator: started,
    client: await createConnectionTestClient(started.dashboardUrl),
    lines: log,
  };
  running.push(one);
  use(one);
  return one;
}

/** Uses the shared simulator for the strategy, with an empty log and no recorded secrets. */
async function start(strategy: Strategy = 'backend-callback'): Promise<void> {
  const one = shared.get(strategy) ?? (await startWith({}, strategy));
  shared.set(strategy, one);
  one.lines.length = 0;
  await rm(join(one.fixture.directory, 'secrets'), { force: true });
  use(one);
}

function use(one: Running): void {
  ({ fixture, simulator, client, lines } = one);
}

const outcomes = ({ steps }: ConnectionTestView) => steps.map(({ id, status }) => `${id} ${status}`);

/** Runs steps until the test waits for the browser, or no step is left. */
async function runSteps(): Promise<ConnectionTestView> {
  for (;;) {
    const view = await client.view(({ state }) => state !== 'busy');
    if (view.state !== 'ready') return view;
    await client.ask('step');
  }
}

async function begin(provider = 'work'): Promise<ConnectionTestView> {
  await client.ask('begin', { provider });
  return runSteps();
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
  test('are read from its files, each with its grants', async () => {
    await startWith({ '.env': 'GITHUB_CLIENT_ID=mine\n' });
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

  test('that cannot be loaded are reported with the file and the reason', async () => {
    await startWith({ 'auth/src/providers/index.ts': 'export const providers = [;' });
    await expect(client.ask('providers')).rejects.toThrow(
      /^Could not load the extension's providers from auth\/src\/extension\.ts and auth\/src\/providers/,
    );
  });

  test('are loaded if the folder of the UI is relative to the working directory', async () => {
    const own = await createTestableExtension('backend-callback');
    const { dashboardUrl } = await launchUi(own.directory);
    expect(await (await createConnectionTestClient(dashboardUrl)).ask('providers')).toHaveLength(3);
    await endLaunched();
    await own.remove();
  });

  test('need the auth package and Vite, and an error names a missing one', async () => {
    await startWith({});
    await rm(join(fixture.directory, 'auth/node_modules'), { recursive: true });
    await expect(client.ask('providers')).rejects.toThrow(/@ddext-oauth\/auth/);
    await rm(join(fixture.directory, 'ui/node_modules'), { recursive: true });
    await expect(client.ask('providers')).rejects.toThrow(
      /^Could not load Vite from .*: Cannot find module 'vite'\. Install it there\.$/,
    );
  });
});

describe('a connection test with the test identity provider', () => {
  test.each(['backend-callback', 'extension-tab'] as const)(
    'runs every step by %s, receives the callback of the browser, and shows no secret',
    async (strategy) => {
      await start(strategy);
      const { authorizationUrl = '', state } = await begin();
      expect(state).toBe('waiting');
      await expect(client.ask('step')).rejects.toThrow('The connection test is waiting for the browser.');
      const { dashboardUrl } = simulator;
      const page = await signInOverHttp(authorizationUrl, { user: 'ada', dashboardUrl });
      expect(page.status).toBe(200);
      expect(page.body).toMatch(/Back to the dashboard|Return to the dashboard/);
      await client.view(({ steps }) => steps.at(-1)?.id === 'callback');
      const done = await runSteps();
      expect(done.state).toBe('done');
      expect(outcomes(done)).toEqual(all.map((id) => `${id} done`));
      expect(done.steps.map(({ summary }) => summary)).toContain('Ada Lovelace signed in.');
      const shown = JSON.stringify(done) + lines.join('\n') + page.body;
      expectNoSecretIn(fixture.directory, shown, [
        ...['code', 'code_verifier', 'access_token', 'refresh_token', 'id_token', 'token'],
      ]);
      await expect(client.ask('step')).rejects.toThrow('All steps are completed.');
    },
  );

  test('shows the device code and its page, and waits until it is entered', async () => {
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
    const done = await runSteps();
    expect(outcomes(done)).toEqual(plan.map(({ id }) => `${id} done`));
    expectNoSecretIn(fixture.directory, JSON.stringify(done), ['access_token', 'refresh_token', 'id_token']);
  });

  test('fails when the user cancels the device code', async () => {
    await start();
    await client.ask('begin', { provider: 'code' });
    for (const _step of ['settings', 'endpoints', 'device']) await client.ask('step');
    const polled = client.ask('step');
    await client.view(({ state }) => state === 'entering');
    await client.ask('give-up');
    await polled;
    const { steps, state } = await client.view();
    expect(state).toBe('failed');
    expect(steps.at(-1)?.problem).toMatchObject({ code: 'no-callback' });
  });

  test('forwards callbacks of the backend to the backend', async () => {
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

  test('forwards every callback to the backend after its process has exited', async () => {
    await startWith({
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

  test('accepts its callback once, and only at its redirect URI', async () => {
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
    expect(first).toMatchObject({ status: 200, body: expect.stringContaining('The browser returned') });
    expect(first.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(first.headers['content-security-policy']).toContain("default-src 'none'");
    const { steps } = await client.view(({ state }) => state === 'failed');
    expect(steps.at(-1)?.problem?.cause).toMatch(/denied access/);
    expect((await rawRequest(url)).body).toContain('The browser returned');
    expect((await client.view()).steps).toHaveLength(steps.length);
  });

  test('lists reasons why the browser did not return', async () => {
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

  test('accepts the pasted URL of the browser', async () => {
    await start('extension-tab');
    const { authorizationUrl = '' } = await begin();
    const { deliveredLink = '' } = await signInOverHttp(
      authorizationUrl.replace(/state=[^&]*/, 'state=of-another'),
      { user: 'ada', dashboardUrl: simulator.dashboardUrl },
    );
    await expect(client.ask('address', { address: 'the page' })).rejects.toThrow('This is not a URL.');
    await expect(client.ask('address', { address: authorizationUrl })).rejects.toThrow(
      'neither a code nor an error',
    );
    await expect(client.ask('address', { address: deliveredLink })).rejects.toThrow(
      'belongs to another attempt',
    );
    const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
    await client.ask('address', { address: ` ${deliveredLink.replace('of-another', state)}\n` });
    expect(outcomes(await runSteps())).toEqual(all.map((id) => `${id} done`));
  });
});

describe('a provider with a client ID', () => {
  test('is contacted with the settings in .env, which are read at each start', async () => {
    await startWith({
      '.env':
        'WORK_CLIENT_ID=mine\nWORK_ISSUER=http://127.0.0.1:9/nowhere\nWORK_CLIENT_SECRET=hush-hush-hush\n',
    });
    const failed = await begin();
    expect(failed.state).toBe('failed');
    expect(failed.steps.at(-1)).toMatchObject({
      id: 'endpoints',
      problem: {
        cause: expect.stringContaining('Could not reach'),
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
    expect(outcomes(await runSteps())).toEqual(all.map((id) => `${id} done`));
  });
});

test('a connection test ends when another one starts, and on request', async () => {
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
