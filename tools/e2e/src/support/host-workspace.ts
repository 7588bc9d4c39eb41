import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { childEnvironment } from './child-environment.mjs';
import { command, directory, run } from './workspace.ts';

/** The folder of the runtime packages, packed as for publication. */
export const vendor = join(command, '../vendor');

/** `overrides` of pnpm-workspace.yaml that replace a registry with our packages. */
function overrides(): string {
  const rows = readdirSync(vendor).map((file) => {
    const name = file.replace(/^ddext-oauth-(.*)-\d+\.\d+\.\d+.*$/, '@ddext-oauth/$1');
    return `  "${name}": "file:${join(vendor, file)}"\n`;
  });
  return `overrides:\n${rows.join('')}`;
}

/** Writes files below a folder of the tests. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** An existing Nx workspace with a project and the plugin. It is a git repository, as Nx requires. */
export async function hostWorkspace(name: string, nx: string): Promise<string> {
  const host = join(directory, name);
  const devDependencies = { '@ddext-oauth/nx': '^0.1.0', nx };
  const settings = `packages:\n  - packages/*\nallowBuilds:\n  nx: false\n${overrides()}`;
  writeFiles(host, {
    'package.json': `${JSON.stringify({ name, private: true, devDependencies }, null, 2)}\n`,
    'pnpm-workspace.yaml': settings,
    'nx.json': '{\n  "analytics": false\n}\n',
    '.gitignore': 'node_modules\n.nx\ndist\n',
    'packages/theirs/package.json':
      '{ "name": "theirs", "private": true, "scripts": { "test": "node --version" } }',
  });
  await run('pnpm', ['install', '--no-frozen-lockfile'], { cwd: host });
  await commit(host);
  return host;
}

export async function commit(host: string): Promise<void> {
  await run('git', ['init', '--quiet'], { cwd: host });
  await run('git', ['add', '--all'], { cwd: host });
  await run('git', ['commit', '--quiet', '--message', 'As it is'], { cwd: host });
}

/** Runs the Nx that is installed in a workspace. */
export function nxIn(host: string, settings: NodeJS.ProcessEnv = {}): (...args: string[]) => Promise<string> {
  const env = { ...childEnvironment, NX_DAEMON: 'false', NX_TUI: 'false', CI: 'true', ...settings };
  return (...args) => run(join(host, 'node_modules/.bin/nx'), args, { cwd: host, env });
}
