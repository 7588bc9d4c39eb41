import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium, noChromium } from './chromium.ts';
import { dockerCommand, noEngine } from './docker.ts';
import { type Installed, install } from './installed.ts';
import { Person } from './person.ts';
import { create } from './workspace.ts';

const withEngine = noEngine ? test.skip : test;
const withBoth = noEngine || noChromium ? test.skip : test;
let installed: Installed;
let image: string;

beforeAll(async () => {
  if (noEngine) return;
  const flags = ['--image', 'acme/in-container', '--title', 'Signed in', '--no-install', '--no-git'];
  installed = await install(await create('in-container', ...flags), 'acme/in-container');
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
    expect(json('additional-urls')).toEqual([
      { title: 'Source', url: 'https://github.com/acme/in-container' },
    ]);
  });

  withEngine('is unprivileged by itself, and holds one file of backend and no node_modules', async () => {
    expect((await dockerCommand('image', 'inspect', '--format', '{{.Config.User}}', image)).trim()).toBe(
      'node',
    );
    const list = `const { readdirSync, existsSync } = require('node:fs');
      console.log(JSON.stringify({ backend: readdirSync('/backend'), ui: readdirSync('/ui').sort(),
        modules: existsSync('/node_modules') || existsSync('/backend/node_modules'),
        files: ['/metadata.json', '/compose.yaml', '/icon.svg'].filter((path) => existsSync(path)) }))`;
    expect(JSON.parse(await dockerCommand('run', '--rm', image, 'node', '-e', list))).toEqual({
      backend: ['backend.mjs'],
      ui: ['assets', 'index.html'],
      modules: false,
      files: ['/metadata.json', '/compose.yaml', '/icon.svg'],
    });
  });

  withEngine('rule 28: carries no client secret, and no file that could hold one', async () => {
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

describe(`a container started as compose.yaml says ${noEngine ?? noChromium ?? ''}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    if (!noEngine && !noChromium) browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  withEngine('serves as the unprivileged user, though the socket had to be made by root', async () => {
    const status = await dockerCommand('exec', installed.container, 'cat', '/proc/1/status');
    expect(status).toMatch(/^Uid:\t1000\t1000\t1000\t1000$/m);
    expect(status).toMatch(/^Gid:\t1000\t1000\t1000\t1000$/m);
    expect(status).toMatch(/^Groups:\t\s*$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
  });

  withEngine('rule 15: publishes its port on 127.0.0.1 and nowhere else', async () => {
    const bindings = JSON.parse(
      await dockerCommand('inspect', '--format', '{{json .NetworkSettings.Ports}}', installed.container),
    );
    const [port] = /(?<=:)\d+$/.exec(installed.service.ports?.[0] ?? '') as RegExpExecArray;
    expect(bindings).toEqual({ [`${port}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: port }] });
  });

  withBoth(
    'rule 23: signs a person in, in Chromium, and sends the browser back to Docker Desktop',
    async () => {
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
    },
  );
});
