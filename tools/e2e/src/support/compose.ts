import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { compose, dockerCommand } from './docker.ts';
import { ifInterrupted } from './if-interrupted.mjs';
import { guestServices } from './installed.ts';
import { run } from './workspace.ts';

/** The parts of a service that hosts change. */
interface Service {
  image: string;
  user?: string;
  command?: readonly string[];
  ports?: readonly string[];
  volumes?: readonly string[];
  volumes_from?: readonly string[];
}

interface ComposeFile {
  services: Record<string, Service>;
  volumes?: Record<string, object>;
}

/** The parts that a host adds to a compose file: a folder for the backend's socket, and access for the page. */
export type Rewrite = (file: ComposeFile, folder: string, image: string) => ComposeFile;

const guest = '/run/guest-services';
const variable = `\${DESKTOP_PLUGIN_IMAGE}`;

/** Forwards a TCP port to the socket, as the proxies of the hosts do. Node is in the image. */
const forwarder = (port: number): readonly string[] => [
  'node',
  '--eval',
  `const { connect, createServer } = require('node:net');
  createServer((from) => {
    const to = connect('${guest}/backend.sock');
    for (const side of [from, to]) side.on('error', () => { from.destroy(); to.destroy(); });
    from.pipe(to).pipe(from);
  }).listen(${port});`,
];

const mapServices = ({ services, ...others }: ComposeFile, change: (service: Service) => Service) => ({
  ...others,
  services: Object.fromEntries(Object.entries(services).map(([name, service]) => [name, change(service)])),
});

const mounting = (source: string) => (service: Service) => ({
  ...service,
  volumes: [...(service.volumes ?? []), `${source}:${guest}`],
});

/** How the source of each host rewrites a compose file. These tests publish ports on loopback only. */
export const hosts: Readonly<Record<string, Rewrite>> = {
  'Docker Desktop, which mounts a folder of root': (file, folder) => mapServices(file, mounting(folder)),

  'Rancher Desktop, which adds a proxy with a random port': (file) => {
    const proxy = { image: variable, user: 'root', command: forwarder(80), ports: ['127.0.0.1::80'] };
    const rewritten = mapServices(
      { ...file, services: { ...file.services, 'rdx-proxy': proxy } },
      mounting('guest-services'),
    );
    return { ...rewritten, volumes: { ...file.volumes, 'guest-services': {} } };
  },

  'Podman Desktop, which replaces whole values and opens the folder of a sidecar to everyone': (
    file,
    _,
    image,
  ) => {
    const ownImage = (service: Service) =>
      service.image === variable ? { ...service, image } : { ...service };
    const services = mapServices(file, (service) => ({
      ...ownImage(service),
      volumes_from: ['podman-sidecar'],
    })).services;
    const sidecar = {
      image,
      user: 'root',
      command: ['sh', '-c', `chmod -R 777 ${guest} && exec "$$0" "$$@"`, ...forwarder(10_000)],
      ports: ['127.0.0.1::10000'],
      volumes: [guest],
    };
    return { ...file, services: { ...services, 'podman-sidecar': sidecar } };
  },
};

/** For a host that does not mount a folder. */
export const withoutFolder: Rewrite = (file) => file;

export interface Composed {
  /** Container name of the backend. */
  readonly container: string;
  /** URL of the host's TCP port for the page; undefined if the host has none. */
  readonly address: string | undefined;
  takeDown(): Promise<void>;
}

/**
 * Starts the compose file of an image as a host does, but on ports that the engine chooses.
 *
 * @param image contains the file that `metadata.json` names, and is the value of `${DESKTOP_PLUGIN_IMAGE}`
 */
export async function startComposed(image: string, rewrite: Rewrite): Promise<Composed> {
  const [program = '', ...words] = compose ?? [];
  const project = `ddext-e2e-${crypto.randomUUID().slice(0, 8)}`;
  const cwd = await mkdtemp(join(tmpdir(), 'composed-'));
  const folder = await guestServices(image);
  const own = parse((await copiedFolder(image, cwd)).replace(/(- 127\.0\.0\.1:)\d+:/, '$1:'));
  await writeFile(join(cwd, 'compose.yaml'), stringify(rewrite(own, folder.path, image)));
  const env = { ...process.env, DESKTOP_PLUGIN_IMAGE: image };
  const files = ['--project-name', project, '--file', 'compose.yaml'];
  const type = (...verb: string[]) => run(program, [...words, ...files, ...verb], { cwd, env });
  const down = ['down', '--volumes', '--timeout', '2'];
  const leftBehind = ifInterrupted(`cd ${cwd} && ${[program, ...words, ...files, ...down].join(' ')}`, env);
  const takeDown = async () => {
    await type(...down);
    await folder.remove();
    await rm(cwd, { recursive: true });
    await leftBehind.done();
  };
  try {
    await type('up', '--detach');
    const containerOf = (service: string) => findContainer(project, service);
    const proxy = (await containerOf('rdx-proxy')) || (await containerOf('podman-sidecar'));
    const address = proxy && (await dockerCommand('port', proxy)).trim().replace(/^.* -> /, '');
    return { container: await containerOf('backend'), address: address || undefined, takeDown };
  } catch (error) {
    await takeDown();
    throw error;
  }
}

/** Copies the folder of the compose file out of the image, as Rancher Desktop does, and returns the file. */
async function copiedFolder(image: string, target: string): Promise<string> {
  const container = (await dockerCommand('create', image)).trim();
  try {
    await dockerCommand('cp', `${container}:/metadata.json`, join(target, 'metadata.json'));
    const { composefile } = JSON.parse(readFileSync(join(target, 'metadata.json'), 'utf8')).vm;
    await dockerCommand('cp', `${container}:/${composefile}`, join(target, 'copied.yaml'));
    return readFileSync(join(target, 'copied.yaml'), 'utf8');
  } finally {
    await dockerCommand('rm', container);
  }
}

async function findContainer(project: string, service: string): Promise<string> {
  const labels = [`project=${project}`, `service=${service}`];
  const filters = labels.flatMap((label) => ['--filter', `label=com.docker.compose.${label}`]);
  return (await dockerCommand('ps', '--all', '--quiet', ...filters)).trim();
}
