import { describe, expect, test } from '@jest/globals';
import type { Log } from 'sarif';
import { sarifOf } from '../report/sarif.ts';
import { visible, visibleJson } from '../report/visible.ts';
import { ociArchive } from '../testing/archives.ts';
import { checkArchive } from '../testing/stub-docker.ts';
import { archiveOf } from '../testing/tar-writer.ts';

const secret = 'a-client-secret-of-a-test';
const injections: readonly [string, string][] = [
  ['an escape sequence', '\u001b[2K\u001b[1A'],
  ['a forged line', 'x\nmetadata.json:1 fake: finding'],
  ['a carriage return', 'x\rmetadata.json:1 fake: finding'],
  ['a C1 control', 'x\u009b31m\u0085'],
  ['a workflow command of GitHub', 'x\n::set-output name=a::b'],
  ['a command of Azure Pipelines', '##vso[task.setvariable variable=a]b'],
  ['an old command of GitHub', '##[add-path]/tmp'],
  ['a right-to-left override', '\u202ejson.atadatem'],
  ['an isolate', '\u2066a\u2069'],
  ['a line separator', 'a\u2028b\u2029'],
];
const unsafe = /[^\P{C}\n]|[\p{Zl}\p{Zp}]|^\s*::|##\w*\[/mu;

test.each([[[]], [['--json']], [['--sarif']]])(
  'names of files, labels and variables are escaped in a report with %j',
  async (args) => {
    const archive = ociArchive({
      labels: Object.fromEntries(injections.map(([, text]) => [`com.docker.extension.${text}`, text])),
      environment: injections.map(([, text]) => `TOKEN${text}=a`),
      layers: [archiveOf(...injections.map(([, text]) => ({ path: `${text}/.env`, content: 'A=b' })))],
    });
    const { status, stdout, stderr } = await checkArchive(archive, { args });
    expect(stdout).not.toMatch(unsafe);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout.split('\n').filter((line) => line.startsWith('metadata.json'))).toEqual([]);
  },
  120_000,
);

test.each(injections)('%s is escaped if it is a whole line', (_name, text) => {
  expect(visible(text)).not.toMatch(unsafe);
  expect(JSON.parse(visibleJson({ text }))).toEqual({ text });
});

test('safe text is printed unchanged', () => {
  const text = 'ui/é 日本 😀.ts:1 rule: a::b #[x] "…"';
  expect(visible(text)).toBe(text);
});

test.each([
  ['ui/src/a b%20#?é/x.ts', 'ui/src/a%20b%2520%23%3F%C3%A9/x.ts'],
  ['image:/a#b/c?d', 'image:/a%23b/c%3Fd'],
  ['a:b.ts', 'a%3Ab.ts'],
  ['image:/\ud800.yaml', 'image:/%EF%BF%BD.yaml'],
])('SARIF has %j as the address %s', (file, uri) => {
  const finding = { rule: 'files-readable', severity: 'error' as const, file, line: 1, message: 'm' };
  const log = sarifOf(
    { target: 'a', profile: [], checked: [], notChecked: [], incomplete: [], findings: [finding] },
    '1.0.0',
  ) as Log;
  expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
});

test.each([[[]], [['--json']], [['--sarif']]])(
  'no report with %j contains a secret that is in a path, a label, a variable or the name of the UI folder',
  async (args) => {
    const archive = ociArchive({
      labels: { [`com.docker.extension.${secret}`]: secret },
      environment: [`TOKEN_${secret}=a`],
      layers: [
        {
          'metadata.json': `{"ui":{"dashboard-tab":{"root":"/${secret}","src":"x"}}}`,
          [`app/${secret}/.env`]: 'A=b',
        },
        archiveOf({ path: `${secret}/index.html`, size: 1 }),
      ],
    });
    const files = { '.env': `OIDC_CLIENT_SECRET=${secret}\n` };
    const { stdout, stderr } = await checkArchive(archive, { args, files });
    expect(stdout + stderr).not.toContain(secret);
    expect(stdout).toContain('/app/[OIDC_CLIENT_SECRET]/.env');
  },
  120_000,
);

describe('the exit code of a check without findings', () => {
  const image = { layers: [{ 'metadata.json': '{"vm":{"composefile":"\ud800.yaml"}}' }] };

  test('is 4 if a layer was not read in full, in each format', async () => {
    const silenced = await silencingAll();
    const cut = { layers: [archiveOf({ path: 'a' }).subarray(0, -1024)] };
    for (const [args, told] of [
      [[], /^Not checked: layer 1 of 1 in full, because .*\n.*which was not read in full\.$/m],
      [['--json'], /"incomplete": \[\n\s+"layer 1 of 1 in full/],
      [['--sarif'], /"executionSuccessful": false/],
    ] as const) {
      const { status, stdout } = await checkArchive(ociArchive(cut), { args, files: silenced });
      expect(stdout).toMatch(told);
      expect(status).toBe(4);
    }
  });

  test.each(['--json', '--sarif'])(
    'is not that of a crash for an unpaired surrogate with %s',
    async (format) => {
      const { status, stdout, stderr } = await checkArchive(ociArchive(image), { args: [format] });
      expect([status, stderr]).toEqual([1, '']);
      expect(() => JSON.parse(stdout)).not.toThrow();
    },
    120_000,
  );

  test.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['data that is not an archive', Buffer.from('no archive '.repeat(500))],
    ['an archive that is cut off', ociArchive(image).subarray(0, -2000)],
    ['an archive without manifests', archiveOf({ path: 'a' })],
    ['a manifest.json that is not JSON', archiveOf({ path: 'manifest.json', content: '[\u0000\u001b' })],
  ])(
    'is 3 with one sentence if docker returns %s',
    async (_what, archive) => {
      const { status, stdout, stderr } = await checkArchive(archive);
      expect([status, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(/^The image acme\/hello:dev cannot be checked: [^\n]*\.\n$/);
      expect(stderr).not.toMatch(unsafe);
    },
    120_000,
  );
});

async function silencingAll() {
  const { rules } = await import('../rules/index.ts');
  const silenced = Object.fromEntries(rules.map(({ id }) => [id, 'not of this test']));
  return { 'ddext-check.json': JSON.stringify({ silenced }) };
}
