import { xSync } from 'tinyexec';
import { run, workspace } from './workspace.ts';

/** Whether a command exists and succeeds. */
function answers(file: string, ...args: string[]): boolean {
  try {
    return xSync(file, args, { nodeOptions: { stdio: 'ignore' } }).exitCode === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** A docker client that can build with BuildKit: one with buildx, or Debian's, which includes it. */
export const docker =
  ['docker', '/usr/bin/docker'].find((file) => answers(file, 'buildx', 'version')) ?? '/usr/bin/docker';

/** Why engine tests are skipped on this machine; undefined if they run. */
export const noEngine = answers(docker, 'info')
  ? undefined
  : '(skipped: could not reach a Docker Engine; start one or set DOCKER_HOST)';

/** The command that runs a compose file: docker's plugin or the separate program. */
const composes = [[docker, 'compose'], ['docker-compose']] as const;
export const compose = composes.find(([file, ...words]) => answers(file, ...words, 'version'));

/** Why compose tests are skipped on this machine; undefined if they run. */
export const noCompose =
  noEngine ?? (compose ? undefined : '(skipped: neither docker compose nor docker-compose found)');

/** Runs docker in the workspace. */
export function dockerCommand(...args: string[]): Promise<string> {
  return run(docker, args, { cwd: workspace, env: { ...process.env, DOCKER_BUILDKIT: '1' } });
}

export interface ComposeService {
  /** Can contain `${DESKTOP_PLUGIN_IMAGE}`, which the caller replaces. */
  readonly image: string;
  readonly user: string;
  readonly cap_drop: readonly string[];
  readonly cap_add: readonly string[];
  readonly security_opt: readonly string[];
  readonly read_only: boolean;
  readonly tmpfs: readonly string[];
  readonly mem_limit: string;
  readonly pids_limit: number;
  /** Absent if the browser returns to the tab. */
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Flags of `docker create` for a compose service as Docker Desktop starts it, with the socket's directory mounted.
 *
 * @throws Error for an unknown setting, which would otherwise be ignored
 */
export function flagsOf(service: ComposeService, project: string, socketDirectory: string): string[] {
  const { image: _, user, ports = [], volumes, environment, ...confinement } = service;
  const { cap_drop, cap_add, security_opt, read_only, tmpfs, mem_limit, pids_limit, ...others } = confinement;
  if (Object.keys(others).length > 0) throw new Error(`compose.yaml has ${Object.keys(others)} as well.`);
  const repeated = (flag: string, values: readonly string[]) => values.flatMap((value) => [flag, value]);
  return [
    ...['--user', user, `--read-only=${read_only}`, '--memory', mem_limit, '--pids-limit', `${pids_limit}`],
    ...repeated('--cap-drop', cap_drop),
    ...repeated('--cap-add', cap_add),
    ...repeated('--security-opt', security_opt),
    ...repeated('--tmpfs', tmpfs),
    ...repeated('--publish', ports),
    ...repeated(
      '--volume',
      volumes.map((volume) => `${project}_${volume}`),
    ),
    ...['--volume', `${socketDirectory}:/run/guest-services`],
    ...repeated(
      '--env',
      Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    ),
  ];
}
