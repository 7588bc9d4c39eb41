import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { childEnvironment } from './support/child-environment.mjs';
import { dockerCommand, noEngine } from './support/docker.ts';
import { directory, exactly } from './support/workspace.ts';

const bin = fileURLToPath(new URL('../../../packages/check/bin/ddext-check.js', import.meta.url));
const withEngine = noEngine ? test.skip : test;
const made: string[] = [];
const secret = 'a-client-secret-of-a-test';
const metadata = JSON.stringify({ ui: { 'dashboard-tab': { title: 'A', root: '/ui', src: 'index.html' } } });

/** Builds an image from files and symlinks, and checks it. The links are in a folder, because COPY follows a link that it names. */
async function check(dockerfile: string, files: Readonly<Record<string, string>>, links = {}) {
  const image = `acme/checked-image:${crypto.randomUUID().slice(0, 8)}`;
  const context = join(directory, image.replace(/\W/g, '-'));
  await mkdir(join(context, 'links'), { recursive: true });
  await writeFile(join(context, 'Dockerfile'), dockerfile);
  for (const [name, content] of Object.entries(files)) await writeFile(join(context, name), content);
  for (const [name, target] of Object.entries<string>(links))
    await symlink(target, join(context, 'links', name));
  await dockerCommand('build', '--tag', image, context);
  made.push(image);
  const env = { ...childEnvironment, OIDC_CLIENT_SECRET: secret };
  return x(process.execPath, [bin, '--image', image, directory], { ...exactly, nodeOptions: { env } });
}

afterAll(async () => {
  if (made.length > 0) await dockerCommand('image', 'rm', '--force', ...made);
});

describe(`ddext-check --image ${noEngine ?? ''}`, () => {
  withEngine('finds secrets in the command, a label and /usr/src/app, and prints none of them', async () => {
    const { stdout } = await check(
      `FROM scratch\nCOPY metadata.json /\nCOPY a.txt /usr/src/app/\nLABEL note=${secret}\nCMD ["serve", "${secret}"]\n`,
      { 'metadata.json': metadata, 'a.txt': `secret=${secret}` },
    );
    expect(stdout).toContain('The label note of the image contains a secret.');
    expect(stdout).toContain('The setting Cmd of the image contains a secret.');
    expect(stdout).toContain('A layer has the value of OIDC_CLIENT_SECRET in /usr/src/app/a.txt.');
    expect(stdout).not.toContain(secret);
  });

  withEngine('reads a UI that is a symlink, next to a page whose name looks like JSON', async () => {
    const { stdout } = await check(
      'FROM scratch\nCOPY ["[id].html", "/"]\nCOPY metadata.json /\nCOPY links /\nCOPY index.html /real/\n',
      { 'metadata.json': metadata, '[id].html': '', 'index.html': `<script src="/a.js"></script>${secret}` },
      { ui: '/real' },
    );
    expect(stdout).toContain(
      'image:/ui/index.html:1 error ui-relative: /a.js refers to the root of the disk',
    );
    expect(stdout).toContain(
      'image:/ui/index.html:1 error secret-in-ui: This line contains the value of OIDC_CLIENT_SECRET.',
    );
  });

  withEngine('escapes the names of files and labels', async () => {
    const { stdout } = await check('FROM scratch\nCOPY .env* /\nLABEL "com.docker.extension.\u001b[2K"=a\n', {
      '.env.\u001b[2K\nmetadata.json:1 fake: finding': 'A=b',
    });
    expect(stdout).toContain('/.env.\\u001b[2K\\u000ametadata.json:1 fake: finding');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toMatch(/^metadata\.json/m);
  });

  withEngine('finds no secret in the base image of the generated extensions', async () => {
    const { stdout } = await check('FROM node:24-slim\nCOPY metadata.json /\n', {
      'metadata.json': metadata,
    });
    expect(stdout).not.toContain('image-secrets');
    expect(stdout).not.toContain('which was not read in full');
  });
});
