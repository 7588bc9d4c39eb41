import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { childEnvironment } from './support/child-environment.mjs';
import { dockerCommand, noEngine } from './support/docker.ts';
import { create, createNamesake, directory, run } from './support/workspace.ts';

const clean = /^0 findings, \d+ rules checked over /m;
const withEngine = noEngine ? test.skip : test;
/** The rules that a report lists as not checked. */
const leftOut = (output: string) =>
  (output.match(/^Not checked: .*?(?=, because)/gm) ?? []).flatMap((line) =>
    line.replace('Not checked: ', '').split(', '),
  );
let workspace: string;

beforeAll(async () => {
  workspace = await createNamesake('checked', '--no-git');
});

describe('pnpm check', () => {
  test('has no finding in an installed and built workspace, and checks every rule that applies to it', async () => {
    await run('nx', ['run-many', '-t', 'build'], { cwd: workspace });
    const output = await run('pnpm', ['check'], { cwd: workspace });
    expect(output).toMatch(clean);
    expect(leftOut(output)).toEqual(['react-app-base']);
  });

  test('has no finding if the page exchanges the code, until the page is built with a secret of .env', async () => {
    const flags = ['--strategy', 'extension-tab', '--exchange', 'ui', '--image', 'acme/checked-page'];
    const page = await create('checked-page', ...flags, '--no-git');
    const secret = 'a-client-secret-of-a-test';
    const check = async () => {
      const env = { ...childEnvironment, OIDC_CLIENT_SECRET: secret };
      await run('nx', ['run', '@checked-page/ui:build'], { cwd: page, env });
      return run('pnpm', ['check'], { cwd: page });
    };
    await writeFile(join(page, '.env'), `OIDC_CLIENT_SECRET=${secret}\n`);
    const output = await check();
    expect(output).toMatch(clean);
    expect(leftOut(output)).toEqual([
      'metadata-socket',
      ...['folder', 'first-service', 'image', 'loopback', 'volumes', 'guest-services', 'container-name'].map(
        (rule) => `compose-${rule}`,
      ),
      ...['compose-privileged', 'compose-secrets', 'unprivileged', 'redirect-port'],
      // Rules for other hosts: the tab is in Docker Desktop only.
      ...['metadata-icon', 'host-method'],
      ...['theme', 'image', 'navigate', 'storage', 'desktop-link'].map((rule) => `ui-${rule}`),
      'react-app-base',
    ]);

    const define = 'define: { SECRET: JSON.stringify(process.env.OIDC_CLIENT_SECRET) },';
    const config = await readFile(join(page, 'ui/vite.config.ts'), 'utf8');
    await writeFile(
      join(page, 'ui/vite.config.ts'),
      config.replace("base: './',", `base: './',\n  ${define}`),
    );
    await appendFile(join(page, 'ui/src/main.tsx'), '\nwindow.name = SECRET;\n');
    const failure = await check().catch(String);
    expect(failure).toMatch(
      /^ui\/dist\/assets\/\S+\.js:\d+ error secret-in-ui: This line contains the value of OIDC_CLIENT_SECRET/m,
    );
    expect(failure).toMatch(/^1 finding \(1 error\), /m);
    expect(failure).not.toContain(secret);
  });
});

describe(`pnpm check --image ${noEngine ?? ''}`, () => {
  const image = `acme/signed-in:check-${crypto.randomUUID().slice(0, 8)}`;
  const leaking = `${image}-leaking`;

  beforeAll(async () => {
    if (!noEngine) await dockerCommand('build', '--network', 'host', '--tag', image, workspace);
  });

  afterAll(async () => {
    if (!noEngine) await dockerCommand('image', 'rm', '--force', leaking, image);
  });

  withEngine('has no finding in the image that Docker builds', async () => {
    const output = await run('pnpm', ['check', '--image', image], { cwd: workspace });
    expect(output).toMatch(clean);
    // For this machine's platform only. The image of the other platform is built when it is published.
    expect(output.match(/^Not checked: .*/gm)).toEqual([expect.stringContaining('platforms-image')]);
  });

  withEngine('finds secrets in the environment and in a layer that a later layer hides', async () => {
    const context = join(directory, 'leaking-image');
    await mkdir(context);
    await writeFile(join(context, 'settings.txt'), 'client_secret=a-client-secret-of-a-test\n');
    await writeFile(
      join(context, 'Dockerfile'),
      `FROM ${image}\nENV NPM_TOKEN=a\nUSER root\nCOPY settings.txt /tmp/\nRUN rm /tmp/settings.txt\nUSER node\n`,
    );
    await dockerCommand('build', '--tag', leaking, context);
    const failure = await run('pnpm', ['check', '--image', leaking], {
      cwd: workspace,
      env: { ...childEnvironment, OIDC_CLIENT_SECRET: 'a-client-secret-of-a-test' },
    }).catch(String);
    expect(failure).toContain(
      'image:config:1 error image-secrets: The environment of the image has NPM_TOKEN.',
    );
    expect(failure).toContain(
      'image:/tmp/settings.txt:1 error image-secrets: A layer has the value of OIDC_CLIENT_SECRET',
    );
    expect(failure).toMatch(/^2 findings \(2 errors\), /m);
  });
});
