import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { childEnvironment } from './child-environment.mjs';
import { directory, run } from './workspace.ts';

/**
 * Clones the last commit of a workspace to another folder, as on another machine. Its packages are hard links, which avoids an
 * installation. It shares no state of Nx with the first one.
 *
 * @param projects folders with a node_modules
 */
export async function cloneWithPackages(
  workspace: string,
  name: string,
  projects: readonly string[],
): Promise<string> {
  const path = join(directory, name);
  await run('git', ['clone', '--quiet', workspace, path], { cwd: directory });
  const copy = process.platform === 'darwin' ? '-Rc' : '-al';
  await run('cp', [copy, join(workspace, 'node_modules'), path], { cwd: directory });
  for (const project of projects) {
    const [from, to] = [join(workspace, project, 'node_modules'), join(path, project, 'node_modules')];
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
  }
  return path;
}

/** The environment of Nx on a separate machine, with a remote cache. */
export function withRemoteCache(url: string, token: string): NodeJS.ProcessEnv {
  return {
    ...childEnvironment,
    NX_WORKSPACE_DATA_DIRECTORY: '.nx/workspace-data',
    NX_SELF_HOSTED_REMOTE_CACHE_SERVER: url,
    NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
  };
}
