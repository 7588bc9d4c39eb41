import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Simulator, type SimulatorOptions, startSimulator } from '@ddext-oauth/simulator';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { freePort } from '../../dev/free-port.mjs';
import { bridgeInto } from './support/bridge.ts';
import { childEnvironment } from './support/child-environment.mjs';
import { launchChromium, noChromium } from './support/chromium.ts';
import { docker, dockerCommand, noCompose } from './support/docker.ts';
import { existingExtension, filesIn, inExisting } from './support/existing.ts';
import { guestServices, startExisting } from './support/existing-compose.ts';
import {
  appThatCallsAnApi,
  createReactAppPage,
  emptyLockfile,
  plainPage,
  vitePage,
} from './support/existing-pages.ts';
import { ifInterrupted } from './support/if-interrupted.mjs';
import { Person } from './support/person.ts';
import { directory, run } from './support/workspace.ts';

const inChromium = noChromium ? test.skip : test;
const withEngine = (noChromium ?? noCompose) ? test.skip : test;
let browser: Browser;
let simulator: Simulator | undefined;

beforeAll(async () => {
  if (!noChromium) browser = await launchChromium();
});
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});
afterAll(() => browser?.close());

/** Installs the packages of a page, and builds it with its own tools. */
async function build(folder: string): Promise<void> {
  const install = ['install', '--no-frozen-lockfile', '--prefer-offline', '--ignore-workspace'];
  await run('pnpm', install, { cwd: folder });
  await run('pnpm', ['run', 'build'], { cwd: folder, env: { ...childEnvironment, NODE_ENV: 'production' } });
}

/** Signs in through the page, and calls an API with a button of the author. */
async function signInAsAda({ dashboardUrl }: Simulator, album: string): Promise<void> {
  const person = await Person.at(browser, dashboardUrl, album);
  const { extension } = person;
  await extension.getByRole('heading', { name: 'My things' }).waitFor();
  const tab = await person.press('Sign in with OpenID Connect');
  await person.signInAs('Ada Lovelace', tab);
  await extension.getByText('Ada Lovelace').waitFor();
  await extension.getByRole('button', { name: 'Who am I?' }).click();
  await extension.locator('#answer').getByText('ada', { exact: true }).waitFor();
  await person.picture('signed-in');
  await extension.getByRole('button', { name: 'Sign out' }).click();
  await extension.getByRole('button', { name: 'Sign in with OpenID Connect' }).waitFor();
  await person.close();
}

/** Starts an extension whose page is built. */
async function start(folder: string, options: Partial<SimulatorOptions>): Promise<Simulator> {
  simulator = await startSimulator({ extensionDirectory: folder, ...options });
  return simulator;
}

/** Removes what an installation, a build and the simulator leave behind, and then the sign-in. */
async function restored(
  folder: string,
  ...left: readonly string[]
): Promise<Readonly<Record<string, string>>> {
  for (const path of [...left, '.ddext-simulator'])
    await rm(join(folder, path), { recursive: true, force: true });
  await inExisting(folder, '--remove');
  return filesIn(folder);
}

/** The gateway for a backend of the simulator, from the tarball that the image installs. */
async function gatewayOf(folder: string): Promise<string> {
  const tarballs = join(folder, '.ddext-oauth');
  const name = (await readdir(tarballs)).find((each) => each.includes('-gateway-')) ?? '';
  const unpacked = await mkdtemp(join(directory, 'gateway-'));
  await run('tar', ['-xzf', join(tarballs, name), '-C', unpacked]);
  return join(unpacked, 'package/dist/gateway.mjs');
}

describe(`a user of an existing extension without a backend, in Chromium ${noChromium ?? ''}`, () => {
  inChromium(
    'signs in to a page like that of create-react-app 5, with React 17 and TypeScript 4.7',
    async () => {
      const folder = await existingExtension(createReactAppPage);
      const before = await filesIn(folder);
      await inExisting(folder, '--add', '--provider', 'oidc', '--port', String(await freePort()));
      const app = join(folder, 'ui/src/App.tsx');
      const own = await readFile(app, 'utf8');
      await writeFile(app, appThatCallsAnApi(own));
      await build(join(folder, 'ui'));
      const command = `${process.execPath} ${await gatewayOf(folder)}`;
      await signInAsAda(await start(folder, { backend: { command } }), 'add-react-app');
      await writeFile(app, own);
      await writeFile(join(folder, 'ui/pnpm-lock.yaml'), emptyLockfile);
      expect(await restored(folder, 'ui/node_modules', 'ui/build')).toEqual(before);
    },
  );

  inChromium('signs in to a page with Vite 3 that exchanges the code itself', async () => {
    const folder = await existingExtension(vitePage);
    const before = await filesIn(folder);
    await inExisting(folder, '--add', '--provider', 'oidc', '--exchange', 'ui');
    const app = join(folder, 'client/src/App.jsx');
    const own = await readFile(app, 'utf8');
    await writeFile(app, appThatCallsAnApi(own));
    await build(join(folder, 'client'));
    await signInAsAda(await start(folder, { ui: { dist: join(folder, 'client/dist') } }), 'add-vite');
    await writeFile(app, own);
    await writeFile(join(folder, 'client/pnpm-lock.yaml'), emptyLockfile);
    expect(await restored(folder, 'client/node_modules', 'client/dist')).toEqual(before);
  });
});

describe(`the image of an existing extension without a backend ${noChromium ?? noCompose ?? ''}`, () => {
  const image = `acme/plain:e2e-${crypto.randomUUID().slice(0, 8)}`;

  withEngine('has the gateway as its only service, and its plain page signs a user in', async () => {
    const leftBehind = ifInterrupted(`${docker} image rm --force ${image}`);
    const folder = await existingExtension(plainPage);
    const before = await filesIn(folder);
    await inExisting(folder, '--add', '--provider', 'oidc', '--port', String(await freePort()));
    await dockerCommand('build', '--network', 'host', '--tag', image, folder);
    const guest = await guestServices();
    const socket = join(guest.path, 'ddext-gateway.sock');
    const { identityProvider } = await start(folder, { fromImage: image, backend: { socket } });
    const { issuer, clientId } = identityProvider;
    const running = await startExisting(image, folder, {
      guest,
      environment: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, DDEXT_INSECURE_LOOPBACK_ISSUER: '1' },
    });
    const bridge = await bridgeInto(running.gateway, 'node:24-slim', Number(new URL(issuer).port));
    try {
      await signInAsAda(simulator as Simulator, 'add-plain');
    } finally {
      await bridge.takeDown();
      await running.takeDown();
      await dockerCommand('image', 'rm', '--force', image);
      await leftBehind.done();
    }
    expect(await restored(folder)).toEqual(before);
  });
});
