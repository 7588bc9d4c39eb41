import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createNodeDdClient } from '../../ddclient/node.ts';
import { tokenHeader } from '../../http/token.ts';
import type { Simulator } from '../../options.ts';
import { startSimulator } from '../../start.ts';
import { type Attack, attackers } from '../../testing/attacks/attackers.ts';
import { deliveredLinks } from '../../testing/clients/delivered-links.ts';
import { withoutToken } from '../../testing/clients/get-entered.ts';
import { createExtension, type Fixture, type Folder } from '../../testing/extensions/fixture.ts';
import { createSpa } from '../../testing/extensions/spa.ts';
import { endLaunched, type LaunchedUi, launchUi } from '../../testing/processes/command.ts';

let fixture: Fixture;
let simulator: Simulator;
let folder: Folder;
let vite: LaunchedUi;

beforeAll(async () => {
  // A docker of the attacker, which prints its user.
  fixture = await createExtension({ 'evil/docker': '#!/bin/sh\nid > "$(dirname "$0")/ran"\n' });
  for (const path of ['.', 'evil']) await chmod(join(fixture.directory, path), 0o777);
  await chmod(join(fixture.directory, 'evil/docker'), 0o755);
  simulator = await startSimulator(fixture.options);
  folder = await createSpa("['DDEXT_SIMULATOR_']", { 'ui/index.html': '<!doctype html><head></head>' });
  vite = await launchUi(folder.directory);
});

afterAll(async () => {
  await simulator?.close();
  await endLaunched();
  await fixture?.remove();
  await folder?.remove();
});

const tokenOf = (address: string) => new URL(address).searchParams.get('token') ?? '';
const guess = 'x'.repeat(43);
const deepLink = 'docker-desktop://dashboard/extension-tab?extensionId=acme/hello&code=theirs&state=theirs';
const delivered = [
  `/os/open?url=${encodeURIComponent(deepLink)}`,
  '/bridge/dashboard/extension-tab?extensionId=acme/hello&code=theirs',
];
const dashboardPaths = [
  ...['/', '/index.html', '/nothing', '/icon', '/state', '/events', '/dashboard.js', '/enter-dashboard.js'],
  ...[
    '/connection-test/providers',
    '/connection-test/begin',
    '/?token=',
    `/?token=${guess}`,
    '/?token=a&token=b',
    '//',
    '/%2e/events',
  ],
  ...delivered,
];
const operations = ['vm-service', 'exec', 'docker-engine', 'open-external', 'toast', 'navigate', 'dialog'];
const extensionPaths = [
  ...['/', '/index.html', '/style.css', '/__simulator/dd-client.js', '/__simulator/enter-extension.js'],
  ...['/__simulator/enter', `/__simulator/enter?token=${guess}`, '/__simulator/enter?token='],
  ...operations.map((operation) => `/__simulator/${operation}`),
];
const vitePaths = [
  ...['/', '/main.js', '/@vite/client', '/@fs/etc/hostname', '/@id/x', '/__open-in-editor?file=package.json'],
  ...['/node_modules/vite/package.json', '/nothing', '/?html-proxy', '/__vite_ping'],
];
const body = JSON.stringify({
  target: 'docker',
  command: 'ps',
  args: [],
  options: { env: { PATH: '/evil' } },
});

/** Each path, with requests that only a program other than a browser can send. */
function attacksAt(address: string, paths: readonly string[]): Attack[] {
  const { origin, host, port } = new URL(address);
  const json = { 'content-type': 'application/json', [tokenHeader]: guess };
  const disguises: Record<string, string>[] = [
    {},
    { origin, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', [tokenHeader]: guess },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    { cookie: `ddext_simulator_${port}=${guess}; ddext_simulator_${port}=` },
    { host: `localhost:${port}` },
  ];
  return paths.flatMap((path) => [
    ...disguises.map((headers) => ({ url: origin + path, headers: { host, ...headers } })),
    { url: origin + path, method: 'POST', headers: { host, origin, ...json }, body },
    { url: origin + path, method: 'OPTIONS', headers: { host, origin: 'http://127.0.0.1:1' } },
  ]);
}

describe.each(attackers)('$name', ({ name, missing, send }) => {
  const here = missing === undefined ? test : test.skip;
  const why = missing ?? '';

  here(`${why}receives 403 for every request to both origins, and no token`, async () => {
    const attacks = [
      ...attacksAt(simulator.dashboardUrl, dashboardPaths),
      ...attacksAt(simulator.extensionUrl, extensionPaths),
      ...attacksAt(vite.dashboardUrl, dashboardPaths),
      ...attacksAt(vite.extensionUrl, vitePaths),
    ];
    const addresses = [simulator, vite].flatMap(({ dashboardUrl, extensionUrl }) => [
      dashboardUrl,
      extensionUrl,
    ]);
    const answers = await send(attacks);
    expect(answers).toHaveLength(attacks.length);
    const answered = answers.filter(({ status, headers, body: text }) => {
      const told = addresses.some((address) => text.includes(tokenOf(address)));
      return status !== 403 || headers['set-cookie'] !== undefined || told;
    });
    expect(answered).toEqual([]);
    expect(attacks.length).toBeGreaterThan(300);
  });

  here(`${why}runs no program of its choice`, async () => {
    const path = join(fixture.directory, 'evil');
    const { origin, host } = new URL(simulator.extensionUrl);
    const headers = { host, origin, 'content-type': 'application/json' };
    const exec = (given: object) => ({
      url: `${origin}/__simulator/exec`,
      method: 'POST',
      headers: { ...headers, ...given },
      body: JSON.stringify({
        target: 'docker',
        command: 'ps',
        args: [],
        options: { env: { PATH: path }, cwd: path },
      }),
    });
    const [first, guessed] = await send([exec({}), exec({ [tokenHeader]: guess })]);
    expect([first?.status, guessed?.status]).toEqual([403, 403]);
    expect(existsSync(join(path, 'ran'))).toBe(false);
  });

  here(`${why}delivers no docker-desktop:// link`, async () => {
    const arriving = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    const { origin } = new URL(simulator.dashboardUrl);
    const answers = await send(delivered.map((path) => ({ url: origin + path, headers: arriving })));
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(await deliveredLinks(simulator)).not.toContain('theirs');
  });

  here(
    `${why}has access with the URL from the terminal, which shows that only the token was missing`,
    async () => {
      const [dashboard, frame] = await send([
        { url: simulator.dashboardUrl },
        { url: simulator.extensionUrl },
      ]);
      expect([dashboard?.status, frame?.status]).toEqual([200, 200]);
      expect(name).not.toBe('');
    },
  );
});

describe('routes that need no token', () => {
  const here = attackers[0]?.missing === undefined ? test : test.skip;
  const why = attackers[0]?.missing ?? '';

  here(
    `${why}the published port and the test identity provider respond to any program, and contain no token`,
    async () => {
      const { issuer } = simulator.identityProvider;
      const published = `http://127.0.0.1:${fixture.port}`;
      const paths = [
        `${issuer}/.well-known/openid-configuration`,
        `${issuer}/users/ada.svg`,
        `${published}/page`,
      ];
      const answers = (await attackers[0]?.send(paths.map((url) => ({ url })))) ?? [];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const texts = answers.map(({ body: text }) => text).join('\n');
      expect(texts).toContain(`${withoutToken(simulator.dashboardUrl)}os/open`);
      expect(texts).not.toContain(tokenOf(simulator.dashboardUrl));
    },
  );
});

test('exec of the extension’s own page runs no program that the page selects', async () => {
  const path = join(fixture.directory, 'evil');
  const { extensionUrl } = simulator;
  const { docker } = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
  const refused = docker.cli.exec('ps', [], { env: { PATH: path } });
  await expect(refused).rejects.toMatchObject({ code: 127, stderr: expect.stringContaining('"PATH"') });
  // A docker in the requested working directory does not run either.
  await docker.cli.exec('--version', [], { cwd: path }).catch(() => {});
  expect(existsSync(join(path, 'ran'))).toBe(false);
});
