import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { createNodeDdClient } from '../../ddclient/node.ts';
import type { Simulator } from '../../options.ts';
import { startSimulator } from '../../start.ts';
import { getEntered } from '../../testing/clients/get-entered.ts';
import { docker, type ImageFile, importImage, noEngine } from '../../testing/engine.ts';
import { createFolder, type Folder, metadata } from '../../testing/extensions/fixture.ts';
import { unpackImage } from './from-image.ts';

const withEngine = noEngine ? test.skip : test;
const name = `ddext-simulator-test/from-image-${randomUUID().slice(0, 8)}`;
const images: string[] = [];
let simulator: Simulator | undefined;
let folder: Folder | undefined;
let lines: string[];

afterEach(async () => {
  await simulator?.close();
  await folder?.remove();
  simulator = undefined;
});
afterAll(() => {
  for (const image of images) docker(['image', 'rm', '--force', image]);
});

const binary = { path: '/bin/helper' };
const files: Record<string, ImageFile> = {
  '/metadata.json': JSON.stringify({
    ...metadata,
    icon: '/ui/logo.svg',
    vm: { composefile: '/vm/compose.yaml', exposes: { socket: 'backend.sock' } },
    host: { binaries: [{ linux: [binary], darwin: [binary], windows: [binary] }] },
  }),
  '/vm/compose.yaml': 'services:\n  backend:\n    image: x\n    ports: ["127.0.0.1:53999:80"]\n',
  '/vm/settings.env': 'A=b\n',
  '/ui/index.html': '<!doctype html><html><head></head><body>of the image</body></html>',
  '/ui/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" id="logo"/>',
  '/bin/helper': '#!/bin/sh\necho "helper: $1"\n',
  '/secret': 'not for the page',
};

async function imported(tag: string, changed: Record<string, ImageFile> = {}, changes: string[] = []) {
  const image = `${name}:${tag}`;
  images.push(image);
  await importImage(image, { ...files, ...changed }, changes);
  return image;
}

async function start(image: string): Promise<Simulator> {
  lines = [];
  folder = await createFolder({});
  const log = (line: string) => lines.push(line);
  simulator = await startSimulator({ extensionDirectory: folder.directory, fromImage: image, log });
  return simulator;
}

const containersOf = (image: string) => docker(['ps', '--all', '--quiet', '--filter', `ancestor=${image}`]);

describe(`an extension from a built image ${noEngine ?? ''}`, () => {
  withEngine('has the UI, icon and host binaries of the image, which does not run', async () => {
    const volumes = docker(['volume', 'ls', '--quiet', '--filter', 'dangling=true']).split('\n');
    const changes = [
      'LABEL com.docker.desktop.extension.api.version=">= 0.3.4"',
      'VOLUME /data',
      'CMD ["/bin/helper"]',
    ];
    const image = await imported('1.0', {}, changes);
    const { extensionUrl, dashboardUrl } = await start(image);
    expect(await (await getEntered(extensionUrl)).text()).toMatch(/dd-client\.js.*of the image/s);
    expect(await (await getEntered(dashboardUrl, '/icon')).text()).toContain('id="logo"');
    expect((await getEntered(extensionUrl, '/../secret')).status).toBe(404);
    const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
    expect(client.extension.image).toBe(image);
    expect((await client.extension.host?.cli.exec('helper', ['x']))?.stdout).toBe('helper: x\n');
    expect(lines).toContain('host.cli.exec runs programs of the image on this machine: helper.');
    expect(containersOf(image)).toBe('');
    const after = docker(['volume', 'ls', '--quiet', '--filter', 'dangling=true']).split('\n');
    expect(after.filter((volume) => !volumes.includes(volume))).toEqual([]);
  });

  withEngine('has the folder of its compose file, until it is removed', async () => {
    const {
      files: at,
      directory,
      labels,
      remove,
    } = await unpackImage(await imported('folder', {}, ['LABEL a=b']));
    expect(labels).toEqual({ a: 'b' });
    for (const path of ['vm/compose.yaml', 'vm/settings.env', 'metadata.json'])
      expect(existsSync(join(at, path))).toBe(true);
    expect(existsSync(join(at, 'secret'))).toBe(false);
    await remove();
    expect(existsSync(directory)).toBe(false);
  });

  withEngine('follows links inside the image, and none on this machine', async () => {
    const image = await imported('links', {
      '/ui/index.html': { link: '/etc/hostname' },
      '/metadata.json': JSON.stringify({
        ...metadata,
        icon: '/icon.svg',
        vm: undefined,
        ui: { 'dashboard-tab': { title: 'T', root: '/web', src: 'index.html' } },
      }),
      '/icon.svg': { link: '../../../../etc/passwd' },
      '/real/index.html': '<!doctype html><head></head>linked folder',
      '/real/hosts': { link: '/etc/hosts' },
      '/web': { link: 'real' },
    });
    const { extensionUrl, dashboardUrl } = await start(image);
    expect(await (await getEntered(extensionUrl)).text()).toContain('linked folder');
    expect((await getEntered(extensionUrl, '/hosts')).status).toBe(404);
    expect(await (await getEntered(dashboardUrl, '/icon')).text()).not.toContain('root:');
  });

  withEngine('serves the files in subfolders if the root of the UI is /', async () => {
    const image = await imported('root', {
      '/metadata.json': JSON.stringify({
        ...metadata,
        vm: undefined,
        ui: { 'dashboard-tab': { title: 'T', root: '/', src: 'index.html' } },
      }),
      '/index.html': '<!doctype html><html><head></head><body>at the root</body></html>',
      '/assets/scripts/a.js': 'of a folder',
    });
    const { extensionUrl } = await start(image);
    expect(await (await getEntered(extensionUrl)).text()).toContain('at the root');
    expect(await (await getEntered(extensionUrl, '/assets/scripts/a.js')).text()).toBe('of a folder');
  });

  withEngine('does not run a Vite project of the image', async () => {
    const marker = `ddext-${randomUUID()}`;
    const image = await imported('vite', {
      '/ui/package.json': '{ "devDependencies": { "vite": "*" } }',
      '/ui/vite.config.js': `require('fs').writeFileSync('/tmp/${marker}', '')`,
      '/ui/node_modules/vite/package.json': '{ "name": "vite", "main": "index.js" }',
      '/ui/node_modules/vite/index.js': `require('fs').writeFileSync('/tmp/${marker}', '')`,
    });
    const { extensionUrl } = await start(image);
    expect(await (await getEntered(extensionUrl)).text()).toContain('of the image');
    expect(existsSync(join('/tmp', marker))).toBe(false);
  });

  withEngine.each([
    [
      'an image that is not on this machine',
      'acme/missing:none',
      /^There is no image acme\/missing:none on this machine\..*docker pull/,
    ],
    ['an option as the name', '--privileged', /is not the name or ID of an image/],
  ])('is rejected for %s', async (_name, image, message) => {
    await expect(start(image)).rejects.toThrow(message);
  });

  withEngine('is rejected for a metadata.json of more than 1 MiB', async () => {
    const image = await imported('large', { '/metadata.json': ' '.repeat(1024 * 1024 + 1) });
    await expect(start(image)).rejects.toThrow(
      '/metadata.json of the image cannot be unpacked: it has more than',
    );
    expect(containersOf(image)).toBe('');
  });

  withEngine('is rejected for an image that is no extension, without a container that is left', async () => {
    const image = `${name}:none`;
    images.push(image);
    await importImage(image, { '/x': 'y' });
    await expect(start(image)).rejects.toThrow('The image: has no /metadata.json');
    expect(containersOf(image)).toBe('');
  });
});
