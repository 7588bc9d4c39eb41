import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '@ddext-oauth/simulator';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { childEnvironment } from './support/child-environment.mjs';
import { launchChromium, noChromium } from './support/chromium.ts';
import { type Dev, startDev } from './support/dev.ts';
import { docker, dockerCommand, noEngine } from './support/docker.ts';
import { ifInterrupted } from './support/if-interrupted.mjs';
import { Person } from './support/person.ts';
import { create, run } from './support/workspace.ts';

const inChromium = noChromium ? test.skip : test;
const withBoth = noEngine || noChromium ? test.skip : test;
const signIn = 'Sign in with OpenID Connect';
let browser: Browser;
let workspace: string;

beforeAll(async () => {
  const flags = ['--strategy', 'extension-tab', '--exchange', 'ui', '--image', 'acme/page', '--no-git'];
  workspace = await create('page', ...flags);
  if (!noChromium) browser = await launchChromium();
});

afterAll(() => browser?.close());

/** Everything that the page stores in localStorage, and the bytes of the sealed accounts in IndexedDB. */
const keptBy = ({ extension }: Person) =>
  extension.getByRole('main').evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open('ddext-oauth.page'));
    const { sealed, ...record } = await settled(
      database.transaction('records').objectStore('records').get('accounts'),
    );
    database.close();
    const bytes = String.fromCharCode(...new Uint8Array(sealed));
    return JSON.stringify({ ...localStorage, record, bytes });
  });

/** The result of a script in the page that tries to export the sealing key. */
const readKeyOf = ({ extension }: Person) =>
  extension.getByRole('main').evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open('ddext-oauth.page'));
    const { key } = await settled(database.transaction('records').objectStore('records').get('key'));
    database.close();
    return crypto.subtle.exportKey('raw', key).then(
      () => 'it was read',
      ({ name }: DOMException) => name,
    );
  });

describe(`a user of an extension without a backend ${noChromium ?? ''}`, () => {
  let dev: Dev;

  // Shared by all tests, because accounts are stored in the browser.
  beforeAll(async () => {
    if (!noChromium) dev = await startDev('pnpm', ['dev'], workspace);
  });

  afterAll(() => dev?.interrupt());

  inChromium('signs in, stays signed in after a reload, and signs out', async () => {
    const person = await Person.at(browser, dev.dashboardUrl, 'page');
    const { extension } = person;
    await extension.getByRole('button', { name: signIn }).waitFor();
    await person.picture('signed-out');
    const tab = await person.press(signIn);
    await person.signInAs('Ada Lovelace', tab);
    await extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    await person.picture('signed-in');
    expect(await extension.getByRole('main').evaluate(() => location.search)).toBe('');
    // The page stores only this between two loads. The name would be readable if it were not sealed.
    const kept = await keptBy(person);
    expect(kept.length).toBeGreaterThan(500);
    expect(kept).not.toMatch(/Ada|Lovelace|access_token|refresh_token|eyJ/);
    expect(await readKeyOf(person)).toBe('InvalidAccessError');
    await person.dashboard.reload();
    await extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    await extension.getByRole('button', { name: 'Sign out' }).click();
    await extension.getByRole('button', { name: signIn }).waitFor();
    await person.close();
  });

  inChromium('is signed in once if two windows get the same response', async () => {
    const person = await Person.at(browser, dev.dashboardUrl, 'page-twice');
    const second = await person.dashboard.context().newPage();
    await second.goto(dev.dashboardUrl);
    await second.frameLocator('main iframe').getByRole('button', { name: signIn }).waitFor();
    const tab = await person.press(signIn);
    await person.signInAs('Ada Lovelace', tab);
    for (const window of [person.dashboard, second]) {
      await window.frameLocator('main iframe').getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    }
    for (const window of [person.dashboard, second]) {
      expect(await window.frameLocator('main iframe').getByRole('alert').count()).toBe(0);
    }
    await person.picture('the-second', second);
    await person.close();
  });

  inChromium(
    'is signed in, also in the window that started, if another window receives the response',
    async () => {
      const person = await Person.at(browser, dev.dashboardUrl, 'page-other-window');
      const { extension } = person;
      await extension.getByRole('button', { name: signIn }).waitFor();
      // This window does not receive the response, because its connection to the simulator is closed.
      const frame = await person.dashboard.$('main iframe');
      const address = await (await frame?.contentFrame())?.evaluate(() => location.href);
      const firstWindow = await person.dashboard.context().newPage();
      await firstWindow.goto(address ?? '');
      const opened = person.dashboard.context().waitForEvent('page');
      await firstWindow.getByRole('button', { name: signIn }).click();
      await firstWindow.getByText('Finish signing in with').waitFor();
      await person.signInAs('Ada Lovelace', await opened);
      await extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
      await firstWindow.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
      expect(await firstWindow.getByRole('alert').count()).toBe(0);
      await person.close();
    },
  );

  inChromium.each([
    ['localStorage', "throw new DOMException('', 'SecurityError')", 'does not let this page use its storage'],
    ['indexedDB', "throw new DOMException('', 'SecurityError')", 'does not let this page store accounts'],
    ['indexedDB', 'return { open: () => ({}) }', 'does not respond'],
  ])('is told that the page cannot use %s if the browser runs "%s" instead', async (name, body, message) => {
    const context = await browser.newContext();
    // Only in the extension's frame, because the dashboard around it needs its storage.
    const refuse = `Object.defineProperty(window, '${name}', { get() { ${body}; } })`;
    await context.addInitScript(`if (window !== window.top) ${refuse}`);
    const page = await context.newPage();
    await page.goto(dev.dashboardUrl);
    const alert = page.frameLocator('main iframe').getByRole('alert');
    expect(await alert.textContent()).toContain(message);
    await context.close();
  });
});

describe('the built page of an extension without a backend', () => {
  test('builds without a warning, needs no Node.js module, and contains only the named settings', async () => {
    const [secret, clientId] = [crypto.randomUUID(), crypto.randomUUID()];
    const development = {
      DDEXT_SIMULATOR_ISSUER: `http://127.0.0.1:50001/${secret}`,
      DDEXT_SIMULATOR_CLIENT_ID: secret,
      DDEXT_INSECURE_LOOPBACK_ISSUER: secret,
    };
    const values = {
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_ID_SECRET: secret,
      VITE_ANOTHER: secret,
      ...development,
    };
    // Jest sets NODE_ENV to test, with which Vite builds React for development.
    const env = { ...childEnvironment, ...values, NODE_ENV: 'production' };
    const output = await run('pnpm', ['exec', 'vite', 'build'], { cwd: join(workspace, 'ui'), env });
    expect(output).not.toMatch(/warn|\(!\)|externalized/i);
    const assets = join(workspace, 'ui/dist/assets');
    const bundle = readdirSync(assets)
      .map((file) => readFileSync(join(assets, file), 'utf8'))
      .join('\n');
    expect(bundle).toContain(clientId);
    expect(bundle).not.toContain(secret);
    expect(bundle).not.toMatch(/['"`]node:|__vite-browser-external/);
  });
});

describe(`the image of an extension without a backend ${noEngine ?? noChromium ?? ''}`, () => {
  const image = `acme/page:e2e-${crypto.randomUUID().slice(0, 8)}`;
  const container = image.replace(/\W/g, '-');
  let simulator: Simulator | undefined;
  let leftBehind: ReturnType<typeof ifInterrupted> | undefined;
  let out: string;

  afterAll(async () => {
    await simulator?.close();
    if (noEngine || noChromium) return;
    await dockerCommand('rm', '--force', container);
    await dockerCommand('image', 'rm', '--force', image);
    await leftBehind?.done();
    rmSync(out, { recursive: true });
  });

  withBoth('contains the page and the files that Docker Desktop reads, and signs a user in', async () => {
    out = mkdtempSync(join(tmpdir(), 'page-'));
    writeFileSync(join(out, 'index.html'), 'not built yet');
    simulator = await startSimulator({ extensionDirectory: workspace, image, ui: { dist: out } });
    const { issuer, clientId } = simulator.identityProvider;
    const secret = 'a-secret-that-does-not-belong-here';
    const settings = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret };
    // For development, so the page must not contain them.
    const development = {
      DDEXT_SIMULATOR_ISSUER: 'http://127.0.0.1:50001/of-development',
      DDEXT_SIMULATOR_CLIENT_ID: 'client-of-development',
      DDEXT_INSECURE_LOOPBACK_ISSUER: 'insecure-of-development',
    };
    const lines = Object.entries({ ...settings, ...development });
    const dotEnv = join(workspace, '.env');
    writeFileSync(dotEnv, lines.map(([name, value]) => `${name}=${value}\n`).join(''));
    leftBehind = ifInterrupted(`${docker} rm --force ${container}; ${docker} image rm --force ${image}`);
    await dockerCommand('build', '--network', 'host', '--tag', image, workspace);
    rmSync(dotEnv);

    // The image is FROM scratch and has no command, so `docker create` needs one, which never runs.
    await dockerCommand('create', '--name', container, image, 'none');
    const archive = join(out, 'image.tar');
    await dockerCommand('export', '--output', archive, container);
    const files = (await run('tar', ['-tf', archive])).split('\n').filter((path) => /[^/]$/.test(path));
    const own = files.filter((path) => !/^(dev|etc|proc|sys)\/|^\.dockerenv$/.test(path));
    const kinds = new Set(own.map((path) => path.replace(/^ui\/assets\/.*\.(js|css)$/, 'ui/assets')));
    expect([...kinds].sort()).toEqual(['icon.svg', 'metadata.json', 'ui/assets', 'ui/index.html']);
    const bytes = readFileSync(archive);
    expect(bytes.includes(issuer)).toBe(true);
    expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes('of-development')).toBe(false);

    await dockerCommand('cp', `${container}:/ui/.`, out);
    const person = await Person.at(browser, simulator.dashboardUrl, 'page-image');
    const tab = await person.press(signIn);
    await person.signInAs('Grace Hopper', tab);
    await person.extension.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    await person.picture('signed-in');
    await person.close();
  });
});
