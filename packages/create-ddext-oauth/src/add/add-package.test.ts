import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { addSpec, type Place, place, run, start, stub } from '../testing/command.ts';
import { treeOf } from '../testing/tree.ts';

const REMOVE = ['--remove', '--yes'];
const unavailable = `Could not load ${addSpec}, which contains the code of --add and --remove: `;

/** A program on the PATH that records its arguments, prints and fails. */
async function failing(here: Place, name: string, printed: string): Promise<() => Promise<string>> {
  const record = join(here.bin, 'arguments');
  await stub(here, name, `echo "$@" > '${record}'\n>&2 printf '${printed}'\nexit 1`);
  return () => readFile(record, 'utf8');
}

test('the version of the code is the version of the command', async () => {
  const manifest = async (name: string) =>
    JSON.parse(await readFile(new URL(`../../../${name}/package.json`, import.meta.url), 'utf8'));
  const { name, version } = await manifest('add');
  expect(`${name}@${version}`).toBe(addSpec);
  expect((await manifest('create-ddext-oauth')).version).toBe(version);
});

describe('code that cannot be downloaded ends the command with exit code 7, and nothing is written:', () => {
  test('with npx, and its reason', async () => {
    const here = await place();
    const given = await failing(
      here,
      'npx',
      'npm warn deprecated x\\nnpm error code ENOTFOUND\\nnpm error syscall getaddrinfo\\n',
    );
    const { code, stdout, stderr } = await run(here, REMOVE);
    expect({ code, stdout }).toEqual({ code: 7, stdout: '' });
    expect(stderr).toContain(
      `Error: ${unavailable}npx failed (npm error code ENOTFOUND). Nothing was written.`,
    );
    expect(stderr).toMatch(/This command prints its URL: npm config get registry\n$/);
    expect(await given()).toBe(`--yes ${addSpec} --path\n`);
    expect(await treeOf(here.cwd)).toEqual({});
  });

  test('with pnpm, which runs the command', async () => {
    const here = await place();
    const given = await failing(here, 'pnpm', ' ERR_PNPM_META_FETCH_FAIL  GET http://r/: no network\\n');
    const env = { npm_config_user_agent: 'pnpm/10.34.9 npm/? node/v24.1.0 linux x64' };
    const { code, stdout } = await run(here, [...REMOVE, '--json'], { env });
    expect(code).toBe(7);
    const message = expect.stringMatching(
      /pnpm failed \(ERR_PNPM_META_FETCH_FAIL {2}GET http:\/\/r\/: no network\).* pnpm config get registry$/,
    );
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      error: { code: 'add-unavailable', exitCode: 7, message },
    });
    expect(await given()).toBe(`dlx ${addSpec} --path\n`);
  });

  test('without npx on the PATH', async () => {
    const here = await place();
    const { code, stderr } = await run(here, REMOVE, { env: { PATH: here.bin } });
    expect([code, stderr]).toEqual([7, expect.stringContaining('npx failed (it cannot be started)')]);
  });
});

test('a signal during the download ends the command by that signal', async () => {
  const here = await place();
  await stub(here, 'npx', 'sleep 1000');
  const { child, ended, shows } = start(here, REMOVE);
  await shows('Loading');
  child.kill('SIGINT');
  expect(await ended).toMatchObject({
    signal: 'SIGINT',
    stderr: expect.stringContaining('Cancelled; nothing was written.'),
  });
});

describe('what the package manager prints:', () => {
  const built = fileURLToPath(new URL('../../../add/dist/add.cjs', import.meta.url));
  const printing = async (script: string) => {
    const here = await place();
    await stub(here, 'npx', script);
    await writeFile(join(here.cwd, 'metadata.json'), '{}');
    return run(here, REMOVE);
  };

  test.each([
    ['before', `echo 'A new version of npm is available.'; echo; echo '${built}'`],
    ['after', `echo '${built}'; echo; echo 'Done in 1 s.'`],
  ])('a notice %s the path is ignored', async (_place, script) => {
    const { code, stderr } = await printing(script);
    expect([code, stderr]).toEqual([3, expect.stringContaining('nothing was added with --add')]);
  });

  test.each([
    ['nothing', 'exit 0'],
    ['a relative path', 'echo dist/add.cjs'],
    ['the path of another file', `echo '${built}.map'`],
  ])('%s is not a path to load, and ends the command with exit code 7', async (_printed, script) => {
    const { code, stderr } = await printing(script);
    expect([code, stderr]).toEqual([
      7,
      expect.stringContaining(
        `Error: ${unavailable}npx printed no path of it. Nothing was written. This command prints the path: npx --yes ${addSpec} --path\n`,
      ),
    ]);
  });

  test('the path of a file that is missing ends the command with exit code 7', async () => {
    const { code, stderr } = await printing('echo /nowhere/add.cjs');
    expect([code, stderr]).toEqual([
      7,
      expect.stringContaining(
        `Error: ${unavailable}/nowhere/add.cjs cannot be loaded (Cannot find module '/nowhere/add.cjs'). Nothing was written. Delete the package manager's cache that contains it, and run the command again.\n`,
      ),
    ]);
  });
});

describe('a checkout', () => {
  const checkout = async () => {
    const here = await place();
    const installed = join(here.command, '../..');
    await writeFile(join(installed, 'build.mjs'), '');
    await writeFile(join(here.cwd, 'metadata.json'), '{}');
    return { here, add: join(installed, '../add/dist') };
  };

  test("uses its own build's code, and starts no package manager", async () => {
    const { here, add } = await checkout();
    await cp(fileURLToPath(new URL('../../../add/dist', import.meta.url)), add, { recursive: true });
    const { code, stderr } = await run(here, REMOVE, { env: { PATH: here.bin } });
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^Error: .*nothing was added with --add/)]);
  });

  test('that is not built downloads nothing, and names the command that builds it', async () => {
    const { here } = await checkout();
    await stub(here, 'npx', `echo > '${here.cwd}/ran'; exit 1`);
    const { code, stderr } = await run(here, REMOVE);
    expect([code, stderr]).toEqual([
      7,
      expect.stringMatching(
        /^Error: Could not load .*: the build of this checkout cannot be loaded \(Cannot find module '.*\/add\.cjs'\)\. Nothing was written\. This command builds it: npm --prefix \S+ run build\n$/,
      ),
    ]);
    expect(Object.keys(await treeOf(here.cwd))).toEqual(['metadata.json']);
  });
});
