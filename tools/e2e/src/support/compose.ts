import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, dockerCommand } from './docker.ts';
import { ifInterrupted } from './if-interrupted.mjs';
import { guestServices } from './installed.ts';
import { run } from './workspace.ts';

/** What each host of extensions adds to a compose file, so that a backend has a folder for its socket. */
export const hosts: Readonly<Record<string, (folder: string) => string>> = {
  'Docker Desktop: a folder of root is mounted': (folder) => `services:
  backend:
    volumes: ["${folder}:/run/guest-services"]
`,
  'Rancher Desktop: a volume is added to the service': () => `services:
  backend:
    volumes: ["guest-services:/run/guest-services"]
volumes:
  guest-services: {}
`,
  'Podman Desktop: the volumes of a sidecar, which opens them to everyone': () => `services:
  backend:
    volumes_from: [sidecar]
  sidecar:
    image: \${DESKTOP_PLUGIN_IMAGE}
    user: root
    command: [sh, -c, "chmod -R 777 /run/guest-services && exec sleep infinity"]
    volumes: ["/run/guest-services"]
`,
};

export interface Composed {
  /** Of the backend. */
  readonly container: string;
  takeDown(): Promise<void>;
}

/**
 * Starts a workspace's compose.yaml as a host does, in its own program, but on a port of the engine's choice.
 *
 * @param image that `${DESKTOP_PLUGIN_IMAGE}` stands for
 * @param addition what the host adds, of {@link hosts}
 */
export async function startComposed(
  workspace: string,
  image: string,
  addition: (folder: string) => string,
): Promise<Composed> {
  const [program = '', ...words] = compose ?? [];
  const project = `ddext-e2e-${crypto.randomUUID().slice(0, 8)}`;
  const cwd = await mkdtemp(join(tmpdir(), 'composed-'));
  const guest = await guestServices(image);
  const written = readFileSync(join(workspace, 'compose.yaml'), 'utf8');
  await writeFile(join(cwd, 'compose.yaml'), written.replace(/(- 127\.0\.0\.1:)\d+:/, '$1:'));
  await writeFile(join(cwd, 'host.yaml'), addition(guest.path));
  const env = { ...process.env, DESKTOP_PLUGIN_IMAGE: image };
  const files = ['--project-name', project, '--file', 'compose.yaml', '--file', 'host.yaml'];
  const type = (...verb: string[]) => run(program, [...words, ...files, ...verb], { cwd, env });
  const down = ['down', '--volumes', '--timeout', '2'];
  const leftBehind = ifInterrupted(`cd ${cwd} && ${[program, ...words, ...files, ...down].join(' ')}`, env);
  const takeDown = async () => {
    await type(...down);
    await guest.remove();
    await rm(cwd, { recursive: true });
    await leftBehind.done();
  };
  try {
    await type('up', '--detach');
  } catch (error) {
    await takeDown();
    throw error;
  }
  const label = `label=com.docker.compose.project=${project}`;
  const list = [
    'ps',
    '--all',
    '--quiet',
    '--filter',
    label,
    '--filter',
    'label=com.docker.compose.service=backend',
  ];
  return { container: (await dockerCommand(...list)).trim(), takeDown };
}
