import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { editExtension } from './support/edited-extension.ts';
import { testedPartOf } from './support/tested-page.ts';
import { create, projectsOf, run, typeChecked } from './support/workspace.ts';

interface Curated {
  readonly name: string;
  readonly flags: string;
  readonly providers: readonly string[];
  readonly projects: number;
}

/**
 * Every strategy, exchange and redirect option, and providers of every kind: OpenID Connect and OAuth 2.0, with and without
 * parameters, with 127.0.0.1 and with localhost, with and without a secret.
 */
const curated: readonly Curated[] = [
  {
    name: 'by-callback',
    flags: '--strategy backend-callback',
    providers: ['google', 'gitlab', 'cognito', 'slack'],
    projects: 4,
  },
  {
    name: 'by-scheme',
    flags: '--strategy extension-tab --accept keycloak --accept zitadel --accept x',
    providers: ['github', 'keycloak', 'zitadel', 'x'],
    projects: 4,
  },
  {
    name: 'by-bridge',
    flags: '--strategy extension-tab --redirect bridge --accept okta --accept auth0 --accept notion',
    providers: ['okta', 'auth0', 'notion'],
    projects: 4,
  },
  {
    name: 'page-by-scheme',
    flags: '--strategy extension-tab --exchange ui --accept oidc --accept spotify',
    providers: ['oidc', 'spotify'],
    projects: 3,
  },
  {
    name: 'page-by-bridge',
    flags:
      '--strategy extension-tab --redirect bridge --exchange ui --accept microsoft-entra-id --accept oauth2',
    providers: ['microsoft-entra-id', 'oauth2'],
    projects: 3,
  },
];

const testedPages = new Set<string>();

/**
 * Runs the tests of a workspace. The tests of a page take most of the time. They run once for all workspaces in which they
 * and what they import are the same.
 */
async function expectTested(path: string): Promise<void> {
  const page = JSON.stringify(testedPartOf(path));
  const projects = projectsOf(path).filter((project) => project !== 'ui' || !testedPages.has(page));
  testedPages.add(page);
  const filters = projects.map((project) => `--filter=./${project}`);
  const output = await run('pnpm', ['--recursive', ...filters, 'run', 'test'], { cwd: path });
  expect(output.match(/Tests: +\d+ passed, \d+ total/g)).toHaveLength(projects.length);
}

/**
 * Runs everything that the generated CI workflow runs, and the checks. generated-workspace.test.ts checks the types with
 * the workspace's own compiler, and runs the tests with Nx.
 */
async function expectGreen(path: string, projects: number): Promise<void> {
  const targets = ['build', 'check'];
  const output = await run('nx', ['run-many', '-t', ...targets, '--output-style=static'], { cwd: path });
  expect(output).toContain(`Successfully ran targets ${targets.join(', ')} for `);
  await expectTested(path);
  expect(await typeChecked(path)).toHaveLength(projects - 1);
  expect(await run('pnpm', ['lint'], { cwd: path })).toContain('No fixes applied');
}

const made = new Map<string, string>();

describe('a workspace', () => {
  test.each(curated)(
    '$flags with $providers passes every target after its creation',
    async ({ name, flags, providers, projects }) => {
      const chosen = providers.flatMap((id) => ['--provider', id]);
      const path = await create(name, '--image', `acme/${name}`, ...flags.split(' '), ...chosen);
      made.set(name, path);
      await expectGreen(path, projects);
    },
  );
});

describe('a changed workspace', () => {
  const generate = (path: string, ...args: string[]) =>
    run('nx', ['generate', ...args, '--no-interactive'], { cwd: path });

  test("passes every target after four added providers, one removed and another strategy, with the user's edits kept", async () => {
    const path = made.get('by-callback') as string;
    const compose = join(path, 'compose.yaml');
    const readme = join(path, 'README.md');
    writeFileSync(
      compose,
      readFileSync(compose, 'utf8').replace('GITLAB_CLIENT_ID: ""', 'GITLAB_CLIENT_ID: ours'),
    );
    writeFileSync(readme, `${readFileSync(readme, 'utf8')}\n## Ours\n\nA section of our own.\n`);
    const lost = await editExtension(path, 3, 6);
    await run('pnpm', ['exec', 'biome', 'check', '--write'], { cwd: path });
    expect(await lost()).toEqual([]);

    for (const id of ['github', 'auth0', 'linear', 'discord'])
      await generate(path, '@ddext-oauth/nx:provider', id);
    // Google accepts no docker-desktop:// redirect URI, so the strategy cannot change.
    await expect(generate(path, '@ddext-oauth/nx:strategy', 'extension-tab')).rejects.toThrow(
      /Google does not work with --strategy extension-tab/,
    );
    const warnings = [await generate(path, '@ddext-oauth/nx:remove-provider', 'google')];
    // In the tab all providers share one redirect URI.
    await expect(generate(path, '@ddext-oauth/nx:strategy', 'extension-tab')).rejects.toThrow(
      /not known to send iss \(RFC 9207\): GitLab, Amazon Cognito, Slack, Auth0, Linear, Discord/,
    );
    const accepted = ['gitlab', 'cognito', 'slack', 'auth0', 'linear', 'discord'].map(
      (id) => `--accept=${id}`,
    );
    warnings.push(await generate(path, '@ddext-oauth/nx:strategy', 'extension-tab', ...accepted));
    expect(await lost({ removed: ['google'], warnings })).toEqual([]);
    await expectGreen(path, 4);

    expect(readFileSync(compose, 'utf8')).toContain('GITLAB_CLIENT_ID: ours');
    expect(readFileSync(compose, 'utf8')).not.toContain('ports:');
    const text = readFileSync(readme, 'utf8');
    expect(text).toContain('A section of our own.');
    expect(text).toContain('docker-desktop://dashboard/extension-tab?extensionId=acme/by-callback');
    expect(text).toContain('**Linear**');
    expect(text).not.toContain('**Google**');
    const index = readFileSync(join(path, 'auth/src/providers/index.ts'), 'utf8');
    const buttons = ['gitlab', 'cognito', 'slack', 'github', 'auth0', 'linear', 'discord'];
    expect(Array.from(index.matchAll(/^ {2}(\w+),/gm), ([, identifier]) => identifier)).toEqual(buttons);
  });

  test('does not change when a generator runs twice, or as a dry run', async () => {
    const path = made.get('by-callback') as string;
    const before = readFileSync(join(path, 'auth/src/providers/index.ts'), 'utf8');
    expect(await generate(path, '@ddext-oauth/nx:provider', 'linear')).toContain('Nothing to change');
    const zoom = ['@ddext-oauth/nx:provider', 'zoom', '--dry-run'];
    await expect(generate(path, ...zoom)).rejects.toThrow('not known to send iss');
    expect(await generate(path, ...zoom, '--accept=zoom')).toContain('zoom.ts');
    expect(readFileSync(join(path, 'auth/src/providers/index.ts'), 'utf8')).toBe(before);
    await expect(generate(path, '@ddext-oauth/nx:provider', 'lineer')).rejects.toThrow(/lineer|linear/);
    await expect(generate(path, '@ddext-oauth/nx:provider', 'zoom', '--bogus=1')).rejects.toThrow(/bogus/);
  });
});
