import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { screenOf } from '../../../packages/simulator/src/testing/processes/screen.ts';
import { nodeInTerminal } from '../../../packages/simulator/src/testing/processes/terminal.ts';
import { buildDetails, installDetail, showProgress } from '../../dev/progress.mjs';

const steps = new URL('../../dev/steps.mjs', import.meta.url).href;

test.each([
  ['succeeds', '() => undefined', '✓ Building'],
  ['fails', "() => { throw new Error('broken'); }", '✗ Building'],
])('a step that %s writes nothing to standard output', async (_outcome, work, line) => {
  const program = `const { fail, step } = await import(${JSON.stringify(steps)}); await step('Building', ${work}).catch(fail);`;
  const args = ['--input-type=module', '--eval', program];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args).catch((error) => error);
  expect(stdout).toBe('');
  expect(stderr).toContain(line);
});

const clearLine = '\r\u001b[K';
const terminal = (variables: NodeJS.ProcessEnv, isTTY = true) => {
  const written: string[] = [];
  const output = { isTTY, columns: 60, write: (text: string) => written.push(text) };
  return { written, progress: showProgress('Building', output, variables) };
};

test('progress in a terminal is one line that says what is done now, and fits into the window', () => {
  const { progress, written } = terminal({});
  progress.tell('1 of 8 packages built');
  progress.tell('a detail that is far too long for this window, and is cut');
  progress.end('✓');
  const [first, second, last] = written.map((text) => text.replace(clearLine, 'CLEAR'));
  expect(first).toMatch(/^CLEAR {2}Building… \d+\.\d s {2}1 of 8 packages built$/);
  expect(second?.length).toBe('CLEAR'.length + 59);
  expect(last).toMatch(/^CLEAR✓ Building \(\d+\.\d s\)\n$/);
});

test.each([
  ['without a terminal', {}, false],
  ['with CI', { CI: 'true' }, true],
  ['with NO_COLOR', { NO_COLOR: '1' }, true],
])('progress %s is plain lines, and repeats none at once', (_, variables, isTTY) => {
  const { progress, written } = terminal(variables, isTTY);
  for (const detail of ['1 of 8', '1 of 8', '2 of 8']) progress.tell(detail);
  progress.end('✗');
  expect(written.slice(0, 2)).toEqual(['  Building…\n', '    1 of 8\n']);
  expect(written.at(-1)).toMatch(/^✗ Building \(\d+\.\d s\)\n$/);
  expect(written.join('')).not.toContain(clearLine);
});

test('the output of pnpm and Nx tells how much is complete', () => {
  const lines = ['Packages: +69', 'Progress: resolved 69, reused 50, downloaded 0, added 0'];
  expect(
    [...lines, 'Progress: resolved 69, reused 69, downloaded 0, added 69, done'].map(installDetail),
  ).toEqual([undefined, 'packages found: 69', 'packages installed: 69 of 69']);
  const nx = [' NX   Running target build for 8 projects:', '✔  nx run @ddext-oauth/auth:build', ''];
  expect(nx.map(buildDetails())).toEqual([
    ...['packages built: 0 of 8', 'packages built: 1 of 8, last auth', undefined],
  ]);
});

describe('the progress of a step in a terminal of 40 columns', () => {
  let notes: string;
  beforeEach(async () => {
    notes = await mkdtemp(join(tmpdir(), 'progress-'));
  });
  afterEach(() => rm(notes, { recursive: true, force: true }));

  const details = [1, 2, 3].map((done) => `packages built: ${done} of 3, last create-ddext-oauth`);
  const program = `
    const { step } = await import(${JSON.stringify(steps)});
    for (const title of ['Installing', 'Building'])
      await step(title, (tell) => ${JSON.stringify(details)}.forEach(tell));
  `;
  const outputIn = async (env: NodeJS.ProcessEnv) => {
    const options = { cwd: notes, notes, columns: 40, env: { CI: '', ...env } };
    const file = join(notes, 'program.mjs');
    await writeFile(file, program);
    const terminal = await nodeInTerminal(options, [file]);
    await terminal.ended;
    return terminal.output();
  };

  test('is one line that changes, and then says how long the step took', async () => {
    const output = await outputIn({});
    expect(output.split('packages built: 2').length).toBe(3);
    expect(screenOf(output, 40)).toEqual([
      expect.stringMatching(/^✓ Installing \(\d+\.\d s\)$/),
      expect.stringMatching(/^✓ Building \(\d+\.\d s\)$/),
      '',
    ]);
  });

  test.each([
    ['NO_COLOR', { NO_COLOR: '1' }],
    ['TERM=dumb', { TERM: 'dumb' }],
  ])('is plain lines with %s', async (_, env) => {
    const output = await outputIn(env);
    expect(output).not.toContain('\u001b');
    expect(output).toMatch(/ {2}Building…\r\n.*✓ Building \(\d+\.\d s\)\r\n$/s);
  });
});
