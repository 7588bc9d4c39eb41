import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { directory, run, workspace } from './support/workspace.ts';

/** `@docker/docker-mui-theme` declares them as peers, up to these major versions. */
const LIMITED = ['@mui/material', '@types/react', '@types/react-dom', 'react', 'react-dom'];
const projects = ['.', 'auth', 'backend', 'ui'];

async function rangesIn(folder: string): Promise<Record<string, unknown>> {
  const manifests = projects.map(async (project) => {
    const { dependencies, devDependencies } = JSON.parse(
      await readFile(join(folder, project, 'package.json'), 'utf8'),
    );
    return Object.entries({ ...dependencies, ...devDependencies });
  });
  return Object.fromEntries((await Promise.all(manifests)).flat());
}

test('pnpm update --latest keeps the versions that the Docker theme supports', async () => {
  const folder = join(directory, 'updated');
  await run('git', ['clone', '--quiet', workspace, folder]);
  const before = await rangesIn(folder);
  const output = await run('pnpm', ['update', '--recursive', '--latest', '--lockfile-only'], { cwd: folder });
  const after = await rangesIn(folder);
  const kept = [...LIMITED, ...Object.keys(before).filter((name) => name.startsWith('@ddext-oauth/'))];
  expect(kept.map((name) => [name, after[name]])).toEqual(kept.map((name) => [name, before[name]]));
  expect(output).not.toContain('unmet peer');
  expect(after).not.toEqual(before);
});
