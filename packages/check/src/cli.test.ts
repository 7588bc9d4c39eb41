import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Log } from 'sarif';
import { xSync } from 'tinyexec';
import { rules } from './rules/index.ts';
import { type Files, folderOf, freshFiles } from './testing/workspaces.ts';

const bin = fileURLToPath(new URL('../bin/ddext-check.js', import.meta.url));
const fresh = freshFiles({ provider: ['github'] });
const privileged = {
  'compose.yaml': fresh['compose.yaml']?.replace('user: root', 'user: root\n    privileged: true'),
};
const silencing = (settings: unknown) => ({ 'ddext-check.json': JSON.stringify(settings) });
let directory: string;

/** Runs the command as it was built. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { exitCode, stdout, stderr } = xSync(process.execPath, [bin, ...args], {
    ...{ inheritEnv: false, nodePath: false },
    nodeOptions: { cwd: directory, env: { PATH: process.env.PATH, ...env } },
  });
  return { status: exitCode, stdout, stderr };
}

const within = async (files: Files) => {
  directory = await folderOf({ ...fresh, ...files });
};

beforeEach(() => within({}));

describe('the exit code', () => {
  test('is 0 without findings', () => {
    const { status, stdout } = run([]);
    expect(stdout).toMatch(/^0 findings, \d+ rules checked over/m);
    expect(status).toBe(0);
  });

  test('is 1 with a finding, which has the place, the rule and the fix', async () => {
    await within(privileged);
    const { status, stdout } = run(['.']);
    expect(stdout).toMatch(
      /^compose\.yaml:\d+ warning compose-privileged: .*privileged: true\.\n {2}Remove the setting/m,
    );
    expect(stdout).toMatch(/^1 finding \(1 warning\), /m);
    expect(status).toBe(1);
  });

  test.each([
    [['--imagine'], 'Unknown option --imagine; did you mean --image?'],
    [['--json=x'], '--json does not take a value.'],
    [['--image'], '--image needs a value.'],
    [['a', 'b'], 'One directory is enough; "b" is a second one.'],
    [['--json', '--sarif'], 'Choose one of --json and --sarif.'],
    [['--fail-on', 'warnings'], '--fail-on takes error, warning, note, not "warnings".'],
    [['--image', ''], '--image takes the name of an image'],
    [['--image=-v'], '--image takes the name of an image'],
  ])('is 2 for %j', (args, sentence) => {
    const { status, stdout, stderr } = run(args);
    expect(stderr).toContain(sentence);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test.each([
    [['nowhere'], /nowhere.*Name the extension's folder/],
    [['metadata.json'], /is not a folder/],
    [['ui'], /contains neither metadata\.json nor a Dockerfile/],
    [['--image', 'a/b', 'nowhere'], /nowhere/],
  ])('is 3 for %j', (args, sentence) => {
    const { status, stderr } = run(args);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(3);
  });

  test('is 3 for an image without a docker command, and the message says so', () => {
    const { status, stderr } = run(['--image', 'acme/hello:dev'], { PATH: directory });
    expect(stderr).toMatch(/^The image acme\/hello:dev cannot be read: the docker command was not found/);
    expect(status).toBe(3);
  });
});

describe('--fail-on', () => {
  test.each([
    ['error', 0],
    ['warning', 1],
    ['note', 1],
  ])('%s exits with %d for a warning', async (severity, status) => {
    await within(privileged);
    expect(run(['--fail-on', severity]).status).toBe(status);
  });
});

test('an extension below the folder is checked if it is the only one', async () => {
  directory = await folderOf({ 'README.md': '', 'tools/hello/metadata.json': '{"ui":{"dashboard-tab":{}}}' });
  const { stdout } = run([]);
  expect(stdout).toContain(`rules checked over ${directory}/tools/hello`);
});

test('rules that are not checked for the same reason are on one line', () => {
  const { stdout } = run([]);
  expect(stdout.match(/^Not checked: .*react-scripts/gm)).toHaveLength(1);
  expect(stdout).toMatch(
    /^Not checked: secret-in-ui, ui-relative, because the UI is not built; build it first\.$/m,
  );
});

describe('a silenced rule', () => {
  test('is listed with its reason, and does not count', async () => {
    await within({
      ...privileged,
      ...silencing({ silenced: { 'compose-privileged': 'it reads the disks' } }),
    });
    const { status, stdout } = run([]);
    expect(stdout).toMatch(/compose-privileged: .*\n {2}Silenced: it reads the disks/);
    expect(stdout).toMatch(/^0 findings, 1 silenced, /m);
    expect(status).toBe(0);
  });

  test.each([
    [{ silenced: { 'compose-privilege': 'why not' } }, 'the unknown rule "compose-privilege"'],
    [{ silenced: { 'compose-privileged': ' ' } }, 'compose-privileged without a reason'],
    [{ silenced: { 'compose-privileged': true } }, 'compose-privileged without a reason'],
    [{ silenced: ['compose-privileged'] }, 'must be {"silenced": {"RULE": "REASON"}}'],
    [{ silent: {} }, '"silent" is not a setting'],
    [[], 'must be'],
  ])('is rejected in %j', async (settings, sentence) => {
    await within(silencing(settings));
    const { status, stderr } = run([]);
    expect(stderr).toContain(sentence);
    expect(status).toBe(2);
  });

  test('is rejected if the file is not JSON', async () => {
    await within({ 'ddext-check.json': '{' });
    expect(run([])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('ddext-check.json is not JSON'),
    });
  });
});

describe('the output for programs', () => {
  test('--json prints the report', async () => {
    await within({ ...privileged, ...silencing({ silenced: { 'compose-privileged': 'why' } }) });
    const report = JSON.parse(run(['--json']).stdout);
    const place = { file: 'compose.yaml', line: expect.any(Number) };
    expect(report).toMatchObject({
      target: directory,
      notChecked: expect.arrayContaining([
        { rule: 'licenses', reason: expect.stringContaining('pnpm install') },
      ]),
      findings: [{ rule: 'compose-privileged', ...place, message: expect.any(String), silenced: 'why' }],
    });
    expect(report.checked).toContain('compose-privileged');
  });

  test('--sarif prints SARIF 2.1.0 with each rule, its places, and silenced findings as suppressed', async () => {
    await within({
      ...privileged,
      ...silencing({ silenced: { 'compose-privileged': 'why' } }),
      '.gitignore': '',
    });
    const { status, stdout } = run(['--sarif']);
    const log: Log = JSON.parse(stdout);
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0]?.results?.map(({ level }) => level)).toEqual(['warning', 'error']);
    const [{ tool, results = [] } = { tool: { driver: { name: '' } } }] = log.runs;
    expect(tool.driver.rules?.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    expect(results.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
      ['compose-privileged', [{ kind: 'external', justification: 'why' }]],
      ['env-ignored', undefined],
    ]);
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
      expect(locations?.[0]?.physicalLocation?.artifactLocation?.uri).toMatch(
        /^(compose\.yaml|\.gitignore)$/,
      );
      expect(locations?.[0]?.physicalLocation?.region?.startLine).toBeGreaterThan(0);
    }
    expect(status).toBe(1);
  });

  test('no report contains the secret that it reports', async () => {
    const secret = 'a-client-secret-of-a-test';
    await within({
      '.env': `GITHUB_CLIENT_SECRET=${secret}\n`,
      'README.md': `${fresh['README.md']}\n${secret}\n`,
    });
    for (const format of [[], ['--json'], ['--sarif']]) {
      const { status, stdout } = run(format);
      expect(stdout).toContain('GITHUB_CLIENT_SECRET');
      expect(stdout).not.toContain(secret);
      expect(status).toBe(1);
    }
  });
});

test('--help names every rule and exit code, and --version is that of the package', () => {
  const { stdout } = run(['--help']);
  for (const { id } of rules) expect(stdout).toContain(`  ${id} `);
  for (const code of [0, 1, 2, 3]) expect(stdout).toMatch(new RegExp(`^ {2}${code} {2}\\S`, 'm'));
  expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
