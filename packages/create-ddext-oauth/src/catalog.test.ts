import { join } from 'node:path';
import {
  catalogVerdicts,
  createPlan,
  providersToAcceptOf,
  type RawOptions,
  registryPackages,
  resolveOptions,
} from '@ddext-oauth/scaffold';
import { expect, test } from '@jest/globals';
import { place, run } from './testing/command.ts';
import { fileOf, treeOf } from './testing/tree.ts';

// The command bundles a reduced catalog, which must give the same result as the complete one.
test.each<RawOptions>([
  { strategy: 'backend-callback' },
  { strategy: 'extension-tab' },
  { strategy: 'extension-tab', redirect: 'bridge' },
  { strategy: 'extension-tab', exchange: 'ui' },
])('creates the same files as the scaffold for every provider with %j', async (choices) => {
  const provider = catalogVerdicts(choices).flatMap(({ preset, possible }) =>
    possible === false ? [] : [preset.id],
  );
  expect(provider.length).toBeGreaterThan(10);
  const accept = providersToAcceptOf({ ...choices, provider }).map(({ id }) => id);
  const { options } = resolveOptions({ directory: 'x', ...choices, provider, accept });
  const plan = createPlan(options, { packages: registryPackages() });
  const here = await place();
  const named = [...provider.map((id) => ['provider', id]), ...accept.map((id) => ['accept', id])];
  const flags = [...Object.entries(choices), ...named].flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
  expect(await run(here, ['x', ...flags, '--yes', '--no-install', '--no-git'])).toMatchObject({ code: 0 });
  const files = Object.entries(await treeOf(join(here.cwd, 'x'))).filter(([, file]) => file !== null);
  expect(Object.fromEntries(files)).toEqual(
    Object.fromEntries([...plan].map(([path, content]) => [path, fileOf(content)])),
  );
});
