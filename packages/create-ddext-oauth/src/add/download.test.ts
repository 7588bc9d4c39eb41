import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type Ended, type Place, place, run, stub } from '../testing/command.ts';
import { treeOf } from '../testing/tree.ts';

const REMOVE = ['--remove', '--yes'];
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await once(server.close(), 'close');
  }
});

/** A registry without packages. */
async function emptyRegistry() {
  const requested: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    requested.push(url);
    response.writeHead(404).end('{}');
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { requested, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** Runs the command with the npx of Node.js, in the folder of an extension. */
function runWithNpm(here: Place, registry: string): Promise<Ended> {
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, npm_config_registry: registry };
  return run(here, REMOVE, { env });
}

describe('the folder of the extension does not decide which code is loaded:', () => {
  test('a package in its node_modules is not run', async () => {
    const here = await place();
    const installed = join(here.cwd, 'node_modules/@ddext-oauth/add');
    await mkdir(join(here.cwd, 'node_modules/.bin'), { recursive: true });
    await mkdir(installed, { recursive: true });
    const manifest = { name: '@ddext-oauth/add', version: '0.1.0', bin: { 'ddext-add': 'add.cjs' } };
    await writeFile(join(installed, 'package.json'), JSON.stringify(manifest));
    const mark = `require('node:fs').writeFileSync(${JSON.stringify(join(here.cwd, 'ran'))}, '');`;
    const script = `#!/usr/bin/env node\n${mark}\nconsole.log(__filename);\n`;
    for (const path of [join(installed, 'add.cjs'), join(here.cwd, 'node_modules/.bin/ddext-add')])
      await writeFile(path, script, { mode: 0o755 });
    const { code, stderr } = await runWithNpm(here, (await emptyRegistry()).url);
    expect([code, stderr]).toEqual([7, expect.stringContaining('npm error code E404')]);
    expect(Object.keys(await treeOf(here.cwd))).not.toContain('ran');
  });

  test('a registry in its .npmrc is not used', async () => {
    const here = await place();
    const [ofUser, ofProject] = [await emptyRegistry(), await emptyRegistry()];
    await writeFile(join(here.cwd, '.npmrc'), `@ddext-oauth:registry=${ofProject.url}\n`);
    await writeFile(join(here.cwd, 'package.json'), '{}');
    const { code } = await runWithNpm(here, ofUser.url);
    expect([code, ofProject.requested]).toEqual([7, []]);
    expect(ofUser.requested).toContain('/@ddext-oauth%2fadd');
  });

  test('a registry in the .npmrc of the user is used', async () => {
    const here = await place();
    const [ofUser, other] = [await emptyRegistry(), await emptyRegistry()];
    await writeFile(join(here.env.HOME ?? '', '.npmrc'), `@ddext-oauth:registry=${ofUser.url}\n`);
    expect((await runWithNpm(here, other.url)).code).toBe(7);
    expect(ofUser.requested).toContain('/@ddext-oauth%2fadd');
  });

  test('a program in its node_modules/.bin, which package managers add to the PATH, is not run', async () => {
    const here = await place();
    const bin = join(here.cwd, 'node_modules/.bin');
    await mkdir(bin, { recursive: true });
    await stub(here, 'npx', "echo 'npm error of the real npx'; exit 1");
    await stub({ ...here, bin }, 'npx', `echo > '${here.cwd}/ran'; exit 1`);
    const { stderr } = await run(here, REMOVE, { env: { PATH: `${bin}:${here.env.PATH}` } });
    expect(stderr).toContain('npm error of the real npx');
    expect(Object.keys(await treeOf(here.cwd))).not.toContain('ran');
  });

  test('the download runs in a folder of its own, which is removed', async () => {
    const here = await place();
    const record = join(here.bin, 'record');
    await stub(here, 'npx', `pwd > '${record}'; cat * >> '${record}'; exit 1`);
    const temporary = join(here.bin, '../temporary');
    await mkdir(temporary);
    expect((await run(here, REMOVE, { env: { TMPDIR: temporary } })).code).toBe(7);
    // In a folder with these files, npm and pnpm search no folder above.
    expect(await readFile(record, 'utf8')).toMatch(
      new RegExp(`^${temporary}/create-ddext-oauth-\\w+\n{}{}$`),
    );
    expect(await treeOf(temporary)).toEqual({});
  });
});
