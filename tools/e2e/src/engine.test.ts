import { rmSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { freePort } from '../../dev/free-port.mjs';
import { launchChromium, noChromium } from './support/chromium.ts';
import { hosts, startComposed, withoutFolder } from './support/compose.ts';
import { dockerCommand, noCompose, noEngine } from './support/docker.ts';
import { type Installed, install } from './support/installed.ts';
import { Person } from './support/person.ts';
import { addDeviceCode, createForImage, directory, edit } from './support/workspace.ts';

const withEngine = noEngine ? test.skip : test;
const signIn = 'Sign in with OpenID Connect';
const withBoth = noEngine || noChromium ? test.skip : test;
let workspace: string;
let installed: Installed;
let image: string;

beforeAll(async () => {
  if (noEngine) return;
  workspace = await createForImage('engine', '--port', String(await freePort()));
  addDeviceCode(workspace);
  for (const path of privateFiles) writeFileSync(join(workspace, path), 'private');
  installed = await install(workspace, 'acme/signed-in');
  image = installed.image;
});

afterAll(() => installed?.remove());

describe(`the image that Docker builds ${noEngine ?? ''}`, () => {
  withEngine('carries every label that the extension validator requires, with its JSON intact', async () => {
    const labels = JSON.parse(
      await dockerCommand('image', 'inspect', '--format', '{{json .Config.Labels}}', image),
    );
    expect(labels).toMatchObject({
      'org.opencontainers.image.title': 'Signed in',
      'org.opencontainers.image.description': expect.stringMatching(/\S/),
      'org.opencontainers.image.vendor': 'acme',
      'com.docker.desktop.extension.api.version': '>= 0.3.4',
      'com.docker.desktop.extension.icon': expect.stringMatching(/^https:\/\/\S+\.svg$/),
      'com.docker.extension.detailed-description': expect.stringMatching(/\S/),
      'com.docker.extension.publisher-url': expect.stringMatching(/^https:\/\//),
      'com.docker.extension.account-info': 'required',
      'com.docker.extension.categories': 'utility-tools',
      'com.docker.extension.changelog': expect.stringMatching(/\S/),
    });
    const json = (name: string) => JSON.parse(labels[`com.docker.extension.${name}`]);
    expect(json('screenshots')).toEqual([{ alt: expect.any(String), url: expect.stringMatching(/^https:/) }]);
    expect(json('additional-urls')).toEqual([{ title: 'Source', url: 'https://github.com/acme/signed-in' }]);
  });

  withEngine('runs as an unprivileged user, and contains one backend file and no node_modules', async () => {
    expect((await dockerCommand('image', 'inspect', '--format', '{{.Config.User}}', image)).trim()).toBe(
      'node',
    );
    const list = `const { readdirSync, existsSync } = require('node:fs');
      console.log(JSON.stringify({ backend: readdirSync('/backend'), ui: readdirSync('/ui').sort(),
        modules: existsSync('/node_modules') || existsSync('/backend/node_modules'),
        files: ['/metadata.json', '/compose.yaml', '/icon.svg'].filter((path) => existsSync(path)), vm: readdirSync('/vm') }))`;
    expect(JSON.parse(await dockerCommand('run', '--rm', image, 'node', '-e', list))).toEqual({
      backend: ['backend.mjs'],
      ui: ['assets', 'index.html'],
      modules: false,
      files: ['/metadata.json', '/icon.svg'],
      // Rancher Desktop copies this folder to the user's machine.
      vm: ['compose.yaml'],
    });
  });

  withEngine('is built without settings, credentials or keys from the build context', async () => {
    const stage = `${image}-stage`;
    await dockerCommand('build', '--network', 'host', '--target', 'build', '--tag', stage, workspace);
    const found = await dockerCommand(
      ...['run', '--rm', stage, 'sh', '-c'],
      `find . -name node_modules -prune -o -name '.*' -print -o -name '*.pem' -print -o -name '*.key' -print -o -name 'id_*' -print;
       ls -A`,
    );
    await dockerCommand('image', 'rm', '--force', stage);
    expect(found.trim().split('\n').sort()).toEqual(
      [
        ...['.', 'auth', 'backend', 'node_modules', 'package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'],
        ...['tsconfig.base.json', 'ui', 'vendor'],
      ].sort(),
    );
  });

  withEngine.each<[string, (copy: string) => void, RegExp]>([
    [
      'without a lockfile',
      (copy) => rmSync(join(copy, 'pnpm-lock.yaml')),
      /pnpm-lock\.yaml is missing: run pnpm install, commit the file, and build again\./,
    ],
    [
      'with a lockfile that is older than package.json',
      (copy) => edit(join(copy, 'ui/package.json'), '"react": "^18.3.1"', '"react": "^18.3.0"'),
      /ERR_PNPM_OUTDATED_LOCKFILE/,
    ],
    [
      'with a pnpm version that does not match its hash',
      (copy) => edit(join(copy, 'package.json'), '+sha512.', '+sha512.0'),
      /sha512sum: .*/,
    ],
  ])('is not built %s', async (_, spoil, message) => {
    const copy = join(await mkdtemp(join(directory, 'spoiled-')), 'signed-in');
    await cp(workspace, copy, { recursive: true });
    spoil(copy);
    await expect(dockerCommand('build', '--network', 'host', copy)).rejects.toThrow(message);
  });

  withEngine('rule 28: contains no client secret and no file for one', async () => {
    const [{ Config: configuration }] = JSON.parse(await dockerCommand('image', 'inspect', image));
    for (const setting of configuration.Env) expect(setting).not.toMatch(/secret|token|password/i);
    const history = await dockerCommand('history', '--no-trunc', '--format', '{{.CreatedBy}}', image);
    expect(history).not.toMatch(/client_secret|--mount=type=secret|ARG .*secret/i);
    const search = `const { readdirSync } = require('node:fs');
      console.log(JSON.stringify(['/', '/backend', '/ui', '/data'].flatMap((directory) => readdirSync(directory))
        .filter((name) => /^\\.env|secret/i.test(name))))`;
    expect(JSON.parse(await dockerCommand('run', '--rm', image, 'node', '-e', search))).toEqual([]);
  });
});

describe(`a container started from compose.yaml ${noEngine ?? noChromium ?? ''}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    if (!noEngine && !noChromium) browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  withEngine('serves as an unprivileged user after root created the socket', async () => {
    const status = await dockerCommand('exec', installed.container, 'cat', '/proc/1/status');
    expect(status).toMatch(/^Uid:\t1000\t1000\t1000\t1000$/m);
    expect(status).toMatch(/^Gid:\t1000\t1000\t1000\t1000$/m);
    expect(status).toMatch(/^Groups:\t\s*$/m);
    expectConfined(status);
  });

  withEngine('can write to its volume, the socket folder and /tmp only', async () => {
    expect(await writableFolders(installed.container)).toEqual(['/data', '/run/guest-services', '/tmp']);
  });

  withEngine('has a health check that passes while the backend runs and fails without it', async () => {
    const format = '{{json .Config.Healthcheck.Test}}';
    const [kind, ...command] = JSON.parse(await dockerCommand('image', 'inspect', '--format', format, image));
    expect(kind).toBe('CMD');
    await dockerCommand('exec', installed.container, ...command);
    await expect(dockerCommand('run', '--rm', image, ...command)).rejects.toThrow('backend.sock');
  });

  withEngine('logs where it listens before anything else', async () => {
    const [line = ''] = (await dockerCommand('logs', installed.container)).split('\n');
    expect(JSON.parse(line)).toMatchObject({
      msg: 'listening',
      socket: '/run/guest-services/backend.sock',
      callback: expect.stringMatching(/^0\.0\.0\.0:\d+$/),
    });
  });

  withEngine('uses a small part of its memory and process limits after the start', async () => {
    const format = '{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}';
    const limits = await dockerCommand('inspect', '--format', format, installed.container);
    const [memory = 0, processes = 0] = limits.split(' ').map(Number);
    const status = await dockerCommand('exec', installed.container, 'cat', '/proc/1/status');
    const figure = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1]);
    expect(memory).toBe(512 * 1024 * 1024);
    expect(figure('VmHWM') * 1024).toBeGreaterThan(0);
    expect(figure('VmHWM') * 1024).toBeLessThan(memory / 3);
    expect(figure('Threads')).toBeLessThan(processes / 3);
  });

  withEngine('rule 15: publishes its port on 127.0.0.1 only', async () => {
    const bindings = JSON.parse(
      await dockerCommand('inspect', '--format', '{{json .NetworkSettings.Ports}}', installed.container),
    );
    const [port] = /(?<=:)\d+$/.exec(installed.service.ports?.[0] ?? '') as RegExpExecArray;
    expect(bindings).toEqual({ [`${port}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: port }] });
  });

  withBoth('rule 23: signs in a user in Chromium and sends the browser to Docker Desktop', async () => {
    const person = await Person.at(browser, installed.simulator.dashboardUrl, 'container');
    const tab = await person.press('Sign in with OpenID Connect');
    const desktopLink = await person.desktopLinkOf(tab);
    await person.signInAs('Katherine Johnson', tab);
    await person.extension.getByRole('heading', { name: 'Katherine Johnson' }).waitFor();
    await person.picture('signed-in');

    await tab.getByRole('heading', { name: 'You are signed in to Signed in' }).waitFor();
    await person.picture('the-page-in-the-browser', tab);
    const link = await desktopLink();
    expect(link).toBe('docker-desktop://dashboard/open');
    installed.simulator.deliver(link);

    await person.dashboard.reload();
    await person.extension.getByRole('button', { name: 'Sign out' }).click();
    await person.extension.getByRole('button', { name: 'Sign in with OpenID Connect' }).waitFor();
    await person.close();
  });
});

describe(`the image in each host ${noEngine ?? noChromium ?? ''}`, () => {
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    if (!noEngine && !noChromium) browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  /** Opens the dashboard, and chooses the host in it. The backend starts without data, so that any page can own it. */
  async function openIn(host: string, name: string): Promise<void> {
    await dockerCommand('exec', '--user', '1000', installed.container, 'sh', '-c', 'rm -f /data/*');
    await installed.restart();
    person = await Person.at(browser, installed.simulator.dashboardUrl, `image-in-${host}`);
    const { dashboard, extension } = person;
    await dashboard.getByRole('combobox', { name: 'Simulated host' }).selectOption(host);
    await dashboard.waitForFunction((title) => document.title.includes(title), name);
    await extension.getByRole('button', { name: signIn }).waitFor();
  }

  /** Enters the code of the page in another browser. */
  async function enterCode(user: string): Promise<void> {
    const { extension } = person;
    const code = await extension.getByLabel('Code', { exact: true }).textContent();
    const address = await extension.getByRole('button', { name: 'http://127.0.0.1' }).textContent();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${address}?user_code=${code}`);
    await page.getByRole('button', { name: 'It is the same' }).click();
    await person.signInAs(user, page);
    await extension.getByRole('heading', { name: user }).waitFor();
    await context.close();
  }

  withBoth.each([
    ['docker', 'Docker Desktop'],
    ['rancher', 'Rancher Desktop'],
    ['podman', 'Podman Desktop'],
  ])('signs in a user through the callback server and with a device code: %s', async (host, name) => {
    await openIn(host, name);
    const { extension } = person;
    await person.picture('signed-out');
    const tab = await person.press(signIn);
    await person.signInAs('Ada Lovelace', tab);
    await extension.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    await person.picture('signed-in');
    await tab.getByText('Return to the app where you started.').waitFor();
    await person.picture('last-page', tab);
    expect(await tab.getByRole('link').count()).toBe(host === 'docker' ? 1 : 0);
    await extension.getByRole('button', { name: 'Sign out' }).click();

    await extension.getByRole('button', { name: 'Use a code on another device' }).click();
    await extension.getByLabel('Code', { exact: true }).waitFor();
    await person.picture('code');
    await enterCode('Alan Turing');
    await extension.getByRole('button', { name: 'Sign out' }).click();
    await extension.getByRole('button', { name: signIn }).waitFor();
    await person.close();
  });
});

describe(`compose.yaml, started by Docker Compose ${noCompose ?? ''}`, () => {
  const withCompose = noCompose ? test.skip : test;

  withCompose.each(Object.entries(hosts))('responds without privileges in %s', async (_, rewrite) => {
    const { container, address, takeDown } = await startComposed(image, rewrite);
    try {
      expect(JSON.parse(await sessionOf(container))).toMatchObject({ error: { code: 'caller-unknown' } });
      expectConfined(await dockerCommand('exec', container, 'cat', '/proc/1/status'));
      expect(await writableFolders(container)).toEqual(['/data', '/run/guest-services', '/tmp']);
      if (address)
        expect(await (await fetch(`http://${address}/auth/session`)).json()).toMatchObject({ ok: false });
    } finally {
      await takeDown();
    }
  });
});

describe(`the backend if the folder of its socket is missing ${noCompose ?? ''}`, () => {
  const withCompose = noCompose ? test.skip : test;

  withCompose('ends with one sentence that says what to do, and no stack trace', async () => {
    const { container, takeDown } = await startComposed(image, withoutFolder);
    try {
      expect((await dockerCommand('wait', container)).trim()).toBe('1');
      expect((await dockerCommand('logs', container)).trim()).toMatch(
        /^The folder \/run\/guest-services does not exist: install this image as an extension, [^\n]*\.$/,
      );
    } finally {
      await takeDown();
    }
  });
});

/** Files that a developer's folder can contain, and that must not be in the build context. */
const privateFiles = ['', 'auth/', 'backend/', 'ui/'].flatMap((folder) =>
  ['.env', '.env.production', '.npmrc', 'tls.key', 'tls.pem', 'id_ed25519'].map((name) => `${folder}${name}`),
);

/**
 * Asserts that the process has no capabilities and runs with no_new_privs. The bounding set has only CAP_SETGID and
 * CAP_SETUID (bits 6 and 7), with which root switched to the user.
 */
function expectConfined(status: string): void {
  expect(status).toMatch(/^Uid:\t1000\t1000\t1000\t1000$/m);
  for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapAmb']) {
    expect(status).toMatch(new RegExp(`^${set}:\\t0+$`, 'm'));
  }
  expect(status).toMatch(/^CapBnd:\t0*c0$/m);
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
}

/** The folders in which root or the user can create a file. */
async function writableFolders(container: string): Promise<readonly string[]> {
  const folders = [
    '/',
    '/backend',
    '/data',
    '/etc',
    '/home/node',
    '/run',
    '/run/guest-services',
    '/tmp',
    '/ui',
    '/usr',
    '/var',
  ];
  const script = `const { writeFileSync, unlinkSync } = require('node:fs');
    const writable = ${JSON.stringify(folders)}.filter((folder) => {
      const file = folder + '/probe';
      try { writeFileSync(file, ''); unlinkSync(file); return true; } catch { return false; }
    });
    console.log(JSON.stringify(writable));`;
  const [asRoot, asUser] = await Promise.all(
    ['root', '1000:1000'].map((user) =>
      dockerCommand('exec', '--user', user, container, 'node', '-e', script).then((text) => JSON.parse(text)),
    ),
  );
  return folders.filter((folder) => asRoot.includes(folder) || asUser.includes(folder));
}

/** The backend's response on its socket. Retries until the backend listens. */
function sessionOf(container: string): Promise<string> {
  const script = `const { request } = require('node:http');
    const ask = () => request({ socketPath: '/run/guest-services/backend.sock', path: '/auth/session' }, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += chunk;
      console.log(text);
    }).on('error', () => setTimeout(ask, 50)).end();
    ask();`;
  return dockerCommand('exec', container, 'node', '-e', script);
}
