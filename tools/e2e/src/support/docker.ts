import { xSync } from 'tinyexec';
import { run, workspace } from './workspace.ts';

/** Whether a command is there and succeeds. */
function answers(file: string, ...args: string[]): boolean {
  try {
    return xSync(file, args, { nodeOptions: { stdio: 'ignore' } }).exitCode === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** The docker client that can build with BuildKit: one with buildx, or Debian's, which has it built in. */
export const docker =
  ['docker', '/usr/bin/docker'].find((file) => answers(file, 'buildx', 'version')) ?? '/usr/bin/docker';

/** Why engine tests are skipped here; undefined where they run. */
export const noEngine = answers(docker, 'info')
  ? undefined
  : '(skipped: no Docker Engine answers; start one or set DOCKER_HOST)';

/** What runs a compose file: the plugin of docker, or the program of its own. */
const composes = [[docker, 'compose'], ['docker-compose']] as const;
export const compose = composes.find(([file, ...words]) => answers(file, ...words, 'version'));

/** Why tests of docker-compose are skipped here; undefined where they run. */
export const noCompose =
  noEngine ?? (compose ? undefined : '(skipped: there is neither docker compose nor docker-compose)');

/** Runs docker in the workspace. */
export function dockerCommand(...args: string[]): Promise<string> {
  return run(docker, args, { cwd: workspace, env: { ...process.env, DOCKER_BUILDKIT: '1' } });
}

export interface ComposeService {
  /** As in `${DESKTOP_PLUGIN_IMAGE}`, which the caller knows. */
  readonly image: string;
  readonly user: string;
  readonly cap_drop: readonly string[];
  readonly cap_add: readonly string[];
  readonly security_opt: readonly string[];
  readonly read_only: boolean;
  readonly tmpfs: readonly string[];
  readonly mem_limit: string;
  readonly pids_limit: number;
  /** Absent where the browser comes back to the tab. */
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * `docker create` flags for what a compose service says, as Docker Desktop starts it: with the socket's directory mounted.
 *
 * @throws Error for a setting that is not known here, and would be left out
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
