import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { afterRecipes, elsewhere, type Here, inNewExtension } from './documents/commands.ts';
import { startCorporateNetwork } from './documents/corporate-network.ts';
import { anchorsOf, commandsIn, linksOf, pages, repository } from './documents/pages.ts';
import { applyRecipe, recipes } from './documents/recipes.ts';
import { childEnvironment } from './support/child-environment.mjs';
import { type Started, startUntil } from './support/dev.ts';
import { docker, dockerCommand, noEngine } from './support/docker.ts';
import { directory, run, workspace } from './support/workspace.ts';

const image = 'my-org/my-extension:dev';
const volume = 'my-org_my-extension_dev-desktop-extension_auth-data';
const withEngine = noEngine ? test.skip : test;
const skipped = noEngine ? ` ${noEngine}` : '';
const read = (path: string) => readFileSync(join(repository, path), 'utf8');

describe('every page', () => {
  test.each(pages.map((page) => [page.path, page] as const))(
    '%s links only to existing files and headings',
    (_path, page) => {
      const broken = linksOf(page).filter(({ to, anchor }) => {
        if (!existsSync(join(repository, to))) return true;
        const target = pages.find(({ path }) => path === to);
        return anchor !== undefined && target !== undefined && !anchorsOf(target).has(anchor);
      });
      expect(broken).toEqual([]);
    },
  );

  test('contains commands only in sh blocks', () => {
    const others = pages.flatMap(({ path, blocks, prose }) => [
      ...blocks.filter(({ language }) => /^(bash|shell|console|zsh)$/.test(language)).map(() => path),
      ...(prose.match(/^ {4}(?:npm|npx|pnpm|nx|node|docker|ddext-\w+) .*$/gm) ?? []),
    ]);
    expect(others).toEqual([]);
  });
});

describe('every command of every page', () => {
  const written = pages.flatMap(({ blocks }) =>
    blocks.filter(({ language }) => language === 'sh').flatMap(commandsIn),
  );

  test('is run by this file or by the test that commands.ts names', () => {
    const known = [...inNewExtension, ...afterRecipes, ...elsewhere].map(({ command }) => command);
    expect([...new Set(written)].sort()).toEqual([...known].sort());
  });

  test.each(elsewhere)('$command is run in $file', ({ file, test: name, as }) => {
    const source = read(file);
    expect([...(name ? [name] : []), ...as].filter((text) => !source.includes(text))).toEqual([]);
  });
});

describe('an extension with the changes of the documentation', () => {
  const extension = join(directory, 'documented');
  let env: NodeJS.ProcessEnv;
  let staying: { readonly started: Started; readonly until: string } | undefined;

  beforeAll(async () => {
    const modules = join(workspace, 'node_modules');
    // A clone contains only committed files, not the output of other tests.
    await run('git', ['clone', '--quiet', workspace, extension], { cwd: directory });
    for (const project of ['auth', 'backend', 'ui']) {
      const links = join(project, 'node_modules');
      const options = { recursive: true, verbatimSymlinks: true };
      await cp(join(workspace, links), join(extension, links), options);
    }
    await symlink(modules, join(extension, 'node_modules'), 'dir');
    await writeFile(join(extension, 'client-secret'), 'hush\n');
    const bin = await dockerDesktop();
    const PATH = [bin, join(modules, '.bin'), childEnvironment.PATH].join(delimiter);
    env = { ...childEnvironment, PATH, DOCKER_CONFIG: bin, DOCKER_BUILDKIT: '1', NX_TUI: 'false' };
  });

  afterAll(async () => {
    await staying?.started.interrupt();
    if (noEngine) return;
    const container = volume.replace('_auth-data', '');
    await dockerCommand('rm', '--force', container);
    await dockerCommand('volume', 'rm', '--force', volume);
    await dockerCommand('image', 'rm', '--force', image);
  });

  const type = async ({ command, prints, until }: Here) => {
    const typed = command.replace('VOLUME', volume);
    if (until) {
      const started = await startUntil(prints, 'sh', ['-c', typed], extension);
      staying = { started, until };
      return;
    }
    expect(await run('sh', ['-c', typed], { cwd: extension, env })).toMatch(prints);
    if (staying?.until !== command) return;
    await staying.started.interrupt();
    staying = undefined;
  };
  const typed = (list: readonly Here[]) => {
    for (const one of list) {
      if (one.engine) withEngine(`${one.command}${skipped}`, () => type(one));
      else test(one.command, () => type(one));
    }
  };

  typed(inNewExtension);

  withEngine(
    `stores the client secret with read permission for the backend's user only${skipped}`,
    async () => {
      const stat = ['stat', '--format', '%a %u', '/data/oidc-client-secret'];
      expect(await dockerCommand('run', '--rm', '--volume', `${volume}:/data`, image, ...stat)).toBe(
        '600 1000\n',
      );
    },
  );

  withEngine(
    `reaches a provider through a corporate proxy and trusts its certificate${skipped}`,
    async () => {
      const folder = await mkdtemp(join(directory, 'corporate-'));
      const network = await startCorporateNetwork(folder);
      await writeFile(join(folder, 'Dockerfile'), `FROM ${image}\n${linesFor('Dockerfile')}`);
      const behind = `${image}-behind-a-proxy`;
      const environment: object = parse(linesFor('compose.yaml'));
      const flags = Object.entries({ ...environment, HTTPS_PROXY: network.proxy }).map(
        ([name, value]) => `--env=${name}=${value}`,
      );
      const ask = (of: string, ...how: string[]) => {
        const code = `fetch('${network.provider}').then((answer) => answer.text()).then(console.log)`;
        return dockerCommand('run', '--rm', '--network', 'host', ...how, of, 'node', '-e', code);
      };
      try {
        await dockerCommand('build', '--tag', behind, folder);
        expect(await ask(behind, ...flags)).toContain('behind the proxy');
        await expect(ask(behind)).rejects.toThrow('fetch failed');
        await expect(ask(image, ...flags)).rejects.toThrow('self-signed certificate');
      } finally {
        await network.close();
        await dockerCommand('image', 'rm', '--force', behind);
      }
    },
  );

  test('has no lint finding after every recipe is applied', async () => {
    expect(recipes.length).toBeGreaterThan(10);
    for (const recipe of recipes) applyRecipe(recipe, extension);
    expect(await run('pnpm', ['lint'], { cwd: extension, env })).toContain('No fixes applied');
  });

  typed(afterRecipes);
});

/** The code blocks of docs/recipes.md for a file. */
function linesFor(title: string): string {
  const { blocks = [] } = pages.find(({ path }) => path === 'docs/recipes.md') ?? {};
  return blocks
    .filter((block) => block.title === title)
    .flatMap(({ lines }) => [...lines, ''])
    .join('\n');
}

/** Creates a folder for PATH with a `docker` that builds with the host network and has a `docker extension` plugin. */
async function dockerDesktop(): Promise<string> {
  const bin = join(directory, 'docker-desktop');
  await mkdir(join(bin, 'cli-plugins'), { recursive: true });
  const client = (await run('sh', ['-c', `command -v ${docker}`])).trim();
  const withNetwork = '[ "$1" = build ] && { shift; set -- build --network host "$@"; }';
  await writeFile(join(bin, 'docker'), `#!/bin/sh\n${withNetwork}\nexec ${client} "$@"\n`);
  const plugin = join(bin, 'cli-plugins/docker-extension');
  await cp(fileURLToPath(new URL('./documents/docker-extension.mjs', import.meta.url)), plugin);
  for (const file of [join(bin, 'docker'), plugin]) await chmod(file, 0o755);
  return bin;
}
