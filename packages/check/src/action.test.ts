import { chmod, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Log } from 'sarif';
import { xSync } from 'tinyexec';
import { parse } from 'yaml';
import { otherExtension, withService } from './testing/other-extension.ts';
import { type Files, folderOf, ownFile } from './testing/workspaces.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
let text: string;
let action: Action;

beforeAll(async () => {
  text = await ownFile('action.yml');
  action = parse(text);
});

/** Runs the first step of the action in a repository, with an npx that runs this package as it was built. */
async function runStep(files: Files, environment: Record<string, string> = {}) {
  const repository = await folderOf(files);
  const tools = await folderOf({
    npx: `#!/bin/sh\necho "$2" >> "$CALLS"\nshift 2\nexec node "${packageFolder}bin/ddext-check.js" "$@"\n`,
  });
  await chmod(join(tools, 'npx'), 0o755);
  const [{ run = '' } = {}] = action.runs.steps;
  const [output, calls] = [join(tools, 'output'), join(tools, 'calls')];
  const { exitCode, stdout } = xSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    ...{ inheritEnv: false, nodePath: false },
    nodeOptions: {
      cwd: repository,
      env: {
        PATH: [tools, process.env.PATH].join(delimiter),
        ...{
          DIRECTORY: '.',
          FAIL_ON: 'warning',
          SARIF_FILE: 'ddext-check.sarif',
          GITHUB_OUTPUT: output,
          CALLS: calls,
        },
        ...{ GITHUB_ACTION_PATH: packageFolder, ...environment },
      },
    },
  });
  const read = (path: string) => readFile(path, 'utf8').catch(() => '');
  return {
    exitCode,
    stdout,
    output: await read(output),
    calls: await read(calls),
    sarif: await read(join(repository, 'ddext-check.sarif')),
  };
}

describe('the GitHub Action', () => {
  test('is composite, and pins each action to a commit, with its version beside it', () => {
    expect(action.runs.using).toBe('composite');
    const uses = text.match(/uses: .*/g) ?? [];
    expect(uses).toHaveLength(1);
    for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('passes no input into the text of a shell command', () => {
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
  });

  test('runs the version of its commit, writes SARIF and the log, and passes on the status of findings', async () => {
    const { version } = JSON.parse(await ownFile('package.json'));
    const { exitCode, stdout, output, calls, sarif } = await runStep(withService('    privileged: true\n'));
    expect(exitCode).toBe(0);
    expect(new Set(calls.trim().split('\n'))).toEqual(new Set([`@ddext-oauth/check@${version}`]));
    expect(stdout).toContain('docker-compose.yaml:4 warning compose-privileged');
    expect(output).toBe('status=1\n');
    const log: Log = JSON.parse(sarif);
    expect(log.runs[0]?.results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['compose-privileged', 'warning'],
    ]);
  });

  test('succeeds below the severity that fails it', async () => {
    const files = withService('    privileged: true\n');
    expect((await runStep(files, { FAIL_ON: 'error' })).output).toBe('status=0\n');
    expect((await runStep(otherExtension)).output).toBe('status=0\n');
  });

  test('has addresses relative to the repository in SARIF of an extension below it', async () => {
    const below = Object.fromEntries(
      Object.entries(withService('    privileged: true\n')).map(([path, content]) => [
        `ext/${path}`,
        content,
      ]),
    );
    const log: Log = JSON.parse((await runStep(below)).sarif);
    const [result] = log.runs[0]?.results ?? [];
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('ext/docker-compose.yaml');
  });

  test('fails at once if there is no extension', async () => {
    const { exitCode, output } = await runStep({ 'README.md': '' });
    expect([exitCode, output]).toEqual([3, '']);
  });
});

test('the hook of pre-commit runs this package in its major version', async () => {
  const [hook] = parse(await ownFile('../../.pre-commit-hooks.yaml')) as {
    id: string;
    entry: string;
    files: string;
  }[];
  const { version, name, bin } = JSON.parse(await ownFile('package.json'));
  expect(hook?.id).toBe(Object.keys(bin)[0]);
  expect(hook?.entry).toContain(`${name}@${version.split('.')[0]} `);
  for (const path of ['Dockerfile', 'ext/metadata.json', 'vm/docker-compose.yaml', '.github/workflows/a.yml'])
    expect(path).toMatch(new RegExp(hook?.files ?? ''));
});
