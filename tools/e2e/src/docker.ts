import { spawnSync } from 'node:child_process';
import { run, workspace } from './workspace.ts';

const answers = (file: string, ...args: string[]) => spawnSync(file, args, { stdio: 'ignore' }).status === 0;

/** The docker client that can build with BuildKit: one with buildx, or Debian's, which has it built in. */
export const docker =
  ['docker', '/usr/bin/docker'].find((file) => answers(file, 'buildx', 'version')) ?? '/usr/bin/docker';

/** Why engine tests are skipped here; undefined where they run. */
export const noEngine = answers(docker, 'info')
  ? undefined
  : '(skipped: no Docker Engine answers; start one or set DOCKER_HOST)';

/** Runs docker in the workspace. */
export function dockerCommand(...args: string[]): Promise<string> {
  return run(docker, args, { cwd: workspace, env: { ...process.env, DOCKER_BUILDKIT: '1' } });
}

export interface ComposeService {
  readonly user: string;
  /** Absent where the browser comes back to the tab. */
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** `docker create` flags for what a compose service says, as Docker Desktop starts it: with the socket's directory mounted. */
export function flagsOf(service: ComposeService, project: string, socketDirectory: string): string[] {
  return [
    ['--user', service.user],
    ...(service.ports ?? []).map((port) => ['--publish', port]),
    ...service.volumes.map((volume) => ['--volume', `${project}_${volume}`]),
    ['--volume', `${socketDirectory}:/run/guest-services`],
    ...Object.entries(service.environment).map(([name, value]) => ['--env', `${name}=${value}`]),
  ].flat();
}
