import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pnpmVersion } from '../../dev/environment.mjs';
import { freePort } from '../../dev/free-port.mjs';
import { hasGo } from '../../dev/go.mjs';
import { existingExtension } from './support/existing.ts';
import { type Registry, startRegistry } from './support/registry.ts';
import { installToolchain, programIn } from './support/toolchain.ts';
import { directory, run } from './support/workspace.ts';

const tool = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const ranges = /^\^\d+\.\d+\.\d+$/;
// Packing every package compiles packages/keychain.
const packs = await hasGo();
const testPacked = packs ? test : test.skip;
const titled = (title: string) => (packs ? title : `${title} (skipped: Go is not installed)`);
let registry: Registry;
/** Publishes every package as the release does, without provenance, which needs the workflow's identity. */
let publish: () => Promise<string>;

beforeAll(async () => {
  registry = await startRegistry();
  const packed = join(directory, 'to-publish');
  await run(process.execPath, [tool('release/pack.mjs'), packed]);
  const token = `--${registry.url.replace('http:', '')}/:_authToken=anybody`;
  const flags = [`--registry=${registry.url}`, token, '--provenance=false'];
  publish = () => run(process.execPath, [tool('release/publish.mjs'), packed, ...flags]);
  expect((await publish()).match(/^New tag: .*@\d+\.\d+\.\d+$/gm)).toHaveLength(9);
});
afterAll(() => registry.close());

testPacked(titled('a restarted release publishes nothing twice'), async () => {
  const output = await publish();
  expect(output).not.toContain('New tag');
  expect(output.match(/ is published already\.$/gm)).toHaveLength(9);
});

interface Toolchain {
  readonly name: string;
  readonly node: number;
  readonly pnpm?: number;
  /** The commands that create and install the extension. */
  readonly create: readonly string[];
  readonly go: readonly string[];
  /** The targets to run. The tests depend on the version of Node.js, and run once for each version. */
  readonly targets: readonly string[];
}

const toolchains: readonly Toolchain[] = [
  {
    name: 'pnpm 10 on Node.js 20',
    node: 20,
    pnpm: 10,
    create: ['pnpm', 'create', 'ddext-oauth'],
    go: ['pnpm'],
    targets: ['test', 'build'],
  },
  {
    name: 'pnpm 12 on Node.js 24',
    node: 24,
    pnpm: 12,
    create: ['pnpm', 'create', 'ddext-oauth'],
    go: ['pnpm'],
    targets: ['test', 'build'],
  },
  {
    name: 'npm alone on Node.js 24',
    node: 24,
    create: ['npm', 'create', '--yes', 'ddext-oauth', '--'],
    go: ['npx', '--yes', `pnpm@${pnpmVersion}`],
    targets: ['build'],
  },
];

testPacked.each(toolchains)(
  titled(
    'with $name: creates an extension from the registry that installs, passes its tests, builds and signs in',
  ),
  async ({ node, pnpm, create, go, targets }) => {
    const env = await installToolchain({ node, ...(pnpm && { pnpm }), registry: registry.url });
    const parent = await mkdtemp(join(directory, 'published-'));
    const path = join(parent, 'mine');
    const type = ([name = '', ...args]: readonly string[], cwd = path) =>
      run(programIn(env, name), args, { cwd, env });

    expect(await type(['node', '--version'], parent)).toMatch(`v${node}.`);
    const flags = ['mine', '--image', 'acme/mine', '--port', String(await freePort()), '--yes'];
    const made = await type([...create, ...flags], parent);
    expect(made).toMatch(`using pnpm v${pnpm ?? 10}.`);
    expect(made).not.toMatch(/ignored build scripts/i);
    expectFromRegistry(path);

    expect(await type([...go, 'nx', 'run-many', '-t', ...targets])).toMatch(
      new RegExp(`Successfully ran targets? ${targets.join(', ')} for [23] projects`),
    );
    expect(await type(['node', tool('dev/sign-in-check.mjs'), path])).toContain(
      'Signed in: Ada Lovelace <ada@example.com> with OpenID Connect',
    );
  },
);

/** An extension without a backend and without npm packages. */
const page = {
  Makefile: 'IMAGE?=acme/page\n',
  'metadata.json': '{ "ui": { "dashboard-tab": { "title": "Page", "src": "index.html", "root": "ui" } } }\n',
  'ui/index.html': '<!doctype html>\n<body>\n</body>\n',
  Dockerfile:
    'FROM scratch\nLABEL com.docker.desktop.extension.api.version="0.3.4"\nCOPY metadata.json /\nCOPY ui /ui\n',
};

testPacked.each(toolchains)(
  titled('with $name: adds sign-in with the code of the same version, and removes it again'),
  async ({ node, pnpm, create }) => {
    const env = await installToolchain({ node, ...(pnpm && { pnpm }), registry: registry.url });
    const folder = await existingExtension(page);
    const [name = '', ...words] = create;
    const type = (...flags: string[]) =>
      run(programIn(env, name), [...words, ...flags], { cwd: folder, env });
    const runner = pnpm ? 'pnpm dlx' : 'npx --yes';
    const loading = new RegExp(`Loading @ddext-oauth/add@\\d+\\.\\d+\\.\\d+ with ${runner}…`);

    const added = await type('--add', '--provider', 'github', '--yes');
    expect(added).toMatch(loading);
    expect(added).toContain('Added sign-in');
    expect(existsSync(join(folder, 'ui/ddext-sign-in.js'))).toBe(true);
    expect(readFileSync(join(folder, 'ui/index.html'), 'utf8')).not.toBe(page['ui/index.html']);
    expect(await type('--remove', '--yes')).toMatch(loading);
    expect((await readdir(folder)).sort()).toEqual(['Dockerfile', 'Makefile', 'metadata.json', 'ui']);
    for (const [path, text] of Object.entries(page))
      expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  },
);

/** Asserts that a workspace depends on our packages by version range, without the overrides that a checkout adds. */
function expectFromRegistry(path: string): void {
  const read = (file: string) => readFileSync(join(path, file), 'utf8');
  expect(existsSync(join(path, 'vendor'))).toBe(false);
  expect(read('pnpm-workspace.yaml')).not.toContain('overrides');
  expect(read('pnpm-lock.yaml')).not.toMatch(/[@ ']file:/);
  for (const file of ['package.json', 'auth/package.json', 'backend/package.json', 'ui/package.json']) {
    const { dependencies, devDependencies } = JSON.parse(read(file));
    const ours = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) =>
      name.startsWith('@ddext-oauth/'),
    );
    expect(ours.length).toBeGreaterThan(0);
    for (const [name, range] of ours) expect([name, range]).toEqual([name, expect.stringMatching(ranges)]);
  }
}
