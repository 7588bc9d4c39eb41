import { randomUUID } from 'node:crypto';
import type { v1 } from '@docker/extension-api-client-types';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createNodeDdClient } from '../../ddclient/node.ts';
import type { DashboardEvent } from '../../events/dashboard-events.ts';
import type { Simulator, SimulatorOptions } from '../../options.ts';
import { startSimulator } from '../../start.ts';
import { nextEvent } from '../../testing/clients/events.ts';
import { getEntered } from '../../testing/clients/get-entered.ts';
import { docker, nodeImage, noServices } from '../../testing/engine.ts';
import { createFolder, type Folder, metadata } from '../../testing/extensions/fixture.ts';
import { reservePort } from '../../testing/servers/reserved-port.ts';
import { projectName } from './project-name.ts';

const withServices = noServices ? test.skip : test;
const id = randomUUID().slice(0, 8);
const image = `ddext-simulator-test/compose-${id}`;
const project = projectName({ reference: image, extensionId: image });
let simulator: Simulator | undefined;
let folder: Folder | undefined;
let lines: string[];
let arrived = () => {};

/** Resolves when a line has been logged that many times. The log of a container arrives after what it reports. */
async function logged(line: string, count = 1): Promise<void> {
  while (lines.filter((each) => each === line).length < count)
    await new Promise<void>((resolve) => {
      arrived = resolve;
    });
}

beforeAll(() => {
  if (!noServices) docker(['tag', nodeImage, image]);
});
afterEach(async () => {
  await simulator?.close();
  await folder?.remove();
  simulator = undefined;
});
afterAll(() => {
  if (noServices) return;
  docker(['volume', 'rm', '--force', `${project}_data`]);
  docker(['image', 'rm', '--force', image]);
});

/** Answers with its variables, and ends for /end. */
const server = `require('node:http').createServer((request, response) => {
  response.end(JSON.stringify(process.env), () => request.url === '/end' && process.exit(3));
}).listen('/run/guest-services/backend.sock', () => console.log('token=' + process.env.API_TOKEN))`;

const service = (port: number) => ({
  image: `\${DESKTOP_PLUGIN_IMAGE}`,
  command: ['node', '-e', server],
  environment: { GREETING: `hello \${DDEXT_TEST_NAME:-default}`, API_TOKEN: 'a-long-secret-token' },
  ports: [`${port}:80`],
  volumes: ['data:/data'],
});

async function start(
  services: object,
  options: Partial<SimulatorOptions> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<v1.DockerDesktopClient> {
  lines = [];
  folder = await createFolder({
    'metadata.json': JSON.stringify(metadata),
    'icon.svg': '<svg/>',
    'compose.yaml': JSON.stringify({ services, volumes: { data: {} } }),
    'ui/index.html': '<!doctype html><html><head></head><body></body></html>',
    ...files,
  });
  simulator = await startSimulator({
    ...{ extensionDirectory: folder.directory, image, backend: { compose: true } },
    log: (line) => {
      lines.push(line);
      arrived();
    },
    ...options,
  });
  return createNodeDdClient({ extensionUrl: simulator.extensionUrl, openExternal: () => {} });
}

const left = () =>
  ['container', 'network'].map((kind) =>
    docker([
      kind,
      'ls',
      ...(kind === 'container' ? ['--all'] : []),
      '--quiet',
      '--filter',
      `label=com.docker.compose.project=${project}`,
    ]),
  );

const stopped = (event: DashboardEvent) =>
  event.type === 'backend' && event.state.status === 'stopped' ? event.state : undefined;

describe(`the services of the compose file ${noServices ?? ''}`, () => {
  withServices(
    'run with their environment until the simulator ends, with vm.service and vm.cli.exec',
    async () => {
      const { port, release } = await reservePort();
      await release();
      const idle = { image: `\${DESKTOP_PLUGIN_IMAGE}`, command: ['sleep', '600'] };
      const client = await start({ backend: service(port), idle });
      const { vm } = client.extension;
      expect(await vm?.service?.get('/')).toMatchObject({ GREETING: 'hello default' });
      expect((await vm?.cli.exec('node', ['-p', 'process.env.GREETING']))?.stdout).toBe('hello default\n');
      const inFolder = await vm?.cli.exec('sh', ['-c', '"echo $PWD $EXTRA"'], {
        cwd: '/data',
        env: { EXTRA: 'more' },
      });
      expect(inFolder?.stdout).toBe('/data more\n');
      await expect(vm?.cli.exec('sh', ['-c', '"exit 4"'])).rejects.toMatchObject({ code: 4 });
      await logged('backend: token=•••');
      const container = docker(['ps', '--quiet', '--filter', `ancestor=${image}`]).split('\n');
      expect(container).toHaveLength(2);
      const ports = docker(['ps', '--filter', `ancestor=${image}`, '--format', '{{.Ports}}']);
      expect(ports).toContain(`127.0.0.1:${port}->80/tcp`);
      expect(ports).not.toContain('0.0.0.0');
      // The container ends, and runs again.
      const { dashboardUrl = '', restartBackend } = simulator ?? {};
      const ended = nextEvent(dashboardUrl, stopped);
      await vm?.service?.get('/end');
      expect((await ended).message).toBe(
        'The container of the backend ended. Press r in the terminal to restart it.',
      );
      await restartBackend?.();
      expect(await vm?.service?.get('/')).toMatchObject({ GREETING: 'hello default' });
      await simulator?.close();
      expect(left()).toEqual(['', '']);
      expect(docker(['volume', 'ls', '--quiet', '--filter', `name=${project}_data`])).not.toBe('');
    },
  );

  withServices(
    'publish ports of variables and of other files on loopback only, and leave no volume behind',
    async () => {
      const reserved = await Promise.all([reservePort(), reservePort()]);
      const [first, second] = reserved.map(({ port }) => port);
      for (const { release } of reserved) await release();
      await start(
        {
          backend: {
            ...service(0),
            extends: { file: 'base.yaml', service: 'base' },
            ports: [`\${DDEXT_TEST_PORT:?missing}:80`],
            volumes: ['/anonymous'],
          },
        },
        {},
        {
          'base.yaml': JSON.stringify({ services: { base: { ports: [`${second}:81`] } } }),
          '.env': `DDEXT_TEST_PORT=${first}\n`,
        },
      );
      const container = docker(['ps', '--quiet', '--filter', `ancestor=${image}`]);
      const volume = docker(['inspect', '--format', '{{range .Mounts}}{{.Name}}{{end}}', container]);
      expect(volume).toMatch(/^[0-9a-f]{64}$/);
      const ports = docker(['ps', '--filter', `ancestor=${image}`, '--format', '{{.Ports}}']);
      expect(ports.split(', ').sort()).toEqual(
        [`127.0.0.1:${first}->80/tcp`, `127.0.0.1:${second}->81/tcp`].sort(),
      );
      await simulator?.close();
      expect(left()).toEqual(['', '']);
      expect(docker(['volume', 'ls', '--quiet', '--filter', `name=${volume}`])).toBe('');
    },
  );

  withServices('get no test keys, because they have no variables of the simulator', async () => {
    const { port, release } = await reservePort();
    await release();
    const record = { 'ddext-oauth.json': '{"options":{"token":["github"]}}' };
    await start({ backend: service(port) }, {}, record);
    const state = await (await getEntered(simulator?.dashboardUrl ?? '', '/state')).json();
    expect(state).toMatchObject({ testKeys: [], testKeysRefused: expect.stringContaining('--backend') });
  });

  withServices('restart once if two restarts are requested together', async () => {
    const { port, release } = await reservePort();
    await release();
    await start({ backend: service(port) });
    const { restartBackend } = simulator ?? {};
    await logged('backend: token=•••');
    await Promise.all([restartBackend?.(), restartBackend?.()]);
    await logged('backend: token=•••', 2);
    expect(lines).not.toContainEqual(expect.stringContaining('Press r'));
    await simulator?.close();
    expect(lines.filter((line) => line === 'backend: token=•••')).toHaveLength(2);
  });

  withServices('are not started for a compose file that is not YAML, with a message', async () => {
    await expect(start({}, {}, { 'compose.yaml': 'services: [' })).rejects.toMatchObject({
      code: 'extension-invalid',
      message: expect.stringContaining('compose.yaml: is not YAML'),
    });
  });

  withServices('are removed again if the first one ends, with its last output', async () => {
    const failing = {
      image: `\${DESKTOP_PLUGIN_IMAGE}`,
      command: ['node', '-e', 'console.log("no configuration"); process.exitCode = 5'],
    };
    await expect(start({ backend: failing })).rejects.toMatchObject({
      code: 'backend-failed',
      message: 'The container of the backend ended. Its last output:\nno configuration',
    });
    expect(left()).toEqual(['', '']);
  });

  withServices('need the image of the extension', async () => {
    await expect(start({ backend: service(1) }, { image: 'acme/not-built' })).rejects.toThrow(
      'There is no image acme/not-built on this machine. Build it: docker build --tag acme/not-built DIR',
    );
  });
});

describe(`vm.cli.exec in a container that runs ${noServices ?? ''}`, () => {
  withServices('uses the container of backendContainer', async () => {
    const container = docker(['run', '--detach', '--rm', '--network', 'none', nodeImage, 'sleep', '600']);
    try {
      const client = await start({}, { backend: undefined, backendContainer: container } as never);
      expect((await client.extension.vm?.cli.exec('cat', ['/etc/hostname']))?.stdout.trim()).toBe(
        container.slice(0, 12),
      );
    } finally {
      docker(['kill', container]);
    }
  });

  test('rejects an option in place of the name', async () => {
    await expect(start({}, { backendContainer: '--privileged' })).rejects.toThrow(
      'is not the name or ID of a container',
    );
  });
});
