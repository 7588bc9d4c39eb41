import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Place, place, run, runToEnd, stub } from './testing/command.ts';
import { inTerminal } from './testing/terminal.ts';
import { treeOf } from './testing/tree.ts';

const RETURN = '\r';
const ESCAPE = '\u001b';
const DOWN = '\u001b[B';
const TAB = '\t';
const QUIET = ['--no-install', '--no-git'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for.
const STYLE = /\u001b\[[0-9;]*m/;

/**
 * Texts to wait for, which have to appear again and in this order, and what to type then. The diamond marks the active prompt, which is
 * drawn once more while its answer is checked. Before the next prompt, the terminal would read a key as a line.
 */
type Talk = readonly (readonly [...shows: string[], type: string])[];

async function talk(here: Place, parameters: readonly string[], lines: Talk) {
  const { type, ended, showsNext } = await inTerminal(here, parameters);
  for (const line of lines) {
    await showsNext(...line.slice(0, -1));
    type(line.at(-1) ?? '');
  }
  return ended;
}

const toTheProviders: Talk = [
  ['◆  Which directory should be created?', RETURN],
  ['◆  Which title should Docker', RETURN],
  ['◆  What is the image called?', RETURN],
  ['◆  How should the browser return', RETURN],
];
const toTheReview: Talk = [
  ...toTheProviders,
  ['◆  Which provider do people sign in with?', RETURN],
  ['◆  Which port of 127.0.0.1', RETURN],
];

describe('at a terminal', () => {
  test('each question answered with the return key makes an extension of the defaults', async () => {
    const [asked, unasked] = [await place(), await place()];
    const ended = await talk(asked, QUIET, [...toTheReview, ['◆  Create it?', RETURN]]);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('/callback') });
    await run(unasked, ['--yes', ...QUIET]);
    expect(await treeOf(asked.cwd)).toEqual(await treeOf(unasked.cwd));
  });

  test('what is typed is what is made, and the command that is shown makes it again', async () => {
    const here = await place();
    await stub(
      here,
      'pnpm',
      `shift 2; exec '${process.execPath}' '${here.command}' "$@" --no-install --no-git`,
    );
    const { code, stdout } = await talk(here, QUIET, [
      ['◆  Which directory should be created?', `one/sign-in${RETURN}`],
      ['◆  Which title should Docker', `It's "$5"${RETURN}`],
      ['◆  What is the image called?', `acme/sign-in${RETURN}`],
      ['◆  How should the browser return', RETURN],
      ['◆  Which provider do people sign in with?', 'githu'],
      ['1 of', TAB],
      ['◼', RETURN],
      ['◆  Which port of 127.0.0.1', `51234${RETURN}`],
      ['◆  Create it?', RETURN],
    ]);
    expect(code).toBe(0);
    const [, command = ''] = stdout.match(/Same, non-interactive:\s+(pnpm create [^\r\n]*)/) ?? [];
    expect(command).toContain(
      'one/sign-in --strategy backend-callback --hosts docker,rancher,podman --provider github --image acme/sign-in',
    );
    await mkdir(join(here.cwd, 'again'));
    runToEnd('sh', ['-c', command], { cwd: join(here.cwd, 'again'), env: here.env });
    expect(await treeOf(join(here.cwd, 'again'))).toEqual(
      Object.fromEntries(
        Object.entries(await treeOf(join(here.cwd))).filter(([path]) => path.startsWith('one')),
      ),
    );
  });

  test('what is given is not asked, and a wrong flag is refused before any question', async () => {
    const { ended } = await inTerminal(await place(), ['x', '--port', '1']);
    const { code, stdout } = await ended;
    expect(code).toBe(2);
    expect(stdout).not.toContain('Which title should Docker');
  });

  test('does not prompt if the options without a default are given, or with --yes', async () => {
    const answers = ['x', '--strategy', 'backend-callback', '--provider', 'oidc', '--image', 'acme/x'];
    for (const parameters of [answers, ['x', '--yes']]) {
      const { ended } = await inTerminal(await place(), [...parameters, '--dry-run']);
      expect(await ended).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Create it?') });
    }
  });

  test('a directory that exists, and an invalid name, are reported at once and asked for again', async () => {
    const here = await place();
    await mkdir(join(here.cwd, 'my-extension'));
    await writeFile(join(here.cwd, 'my-extension/sentinel'), '');
    const ended = await talk(
      here,
      ['--dry-run'],
      [
        ['◆  Which directory should be created?', RETURN],
        ['is not empty', '/Bad Name!'],
        ['Bad Name!', RETURN],
        ['try "bad-name"', '◆  Which directory should be created?', '\u0015x'],
        ['x', RETURN],
        ...toTheReview.slice(1),
        ['◆  Create it?', RETURN],
      ],
    );
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/to \S+\/x:/) });
  });
});

describe('an answer that cannot be used', () => {
  test('is refused with one that can, which is then the default, and mentions no options', async () => {
    const here = await place();
    const ended = await talk(
      here,
      ['--dry-run'],
      [
        ['◆  Which directory should be created?', `nested/Bad Name!${RETURN}`],
        ['try "bad-name"', '◆  Which directory should be created?', RETURN],
        ['◆  Which title should Docker', RETURN],
        ['◆  What is the image called?', `Acme/Foo${RETURN}`],
        ['try acme/foo', '◆  What is the image called?', RETURN],
        ...toTheReview.slice(3, 5),
        ['◆  Which port of 127.0.0.1', `99999${RETURN}`],
        ['a number from 1024', '◆  Which port of 127.0.0.1', RETURN],
        ['◆  Create it?', RETURN],
      ],
    );
    expect(ended).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /create ddext-oauth nested\/bad-name .*--image acme\/foo .*--port \d+ --yes/,
      ),
    });
    expect(ended.stdout).not.toMatch(/try --/);
  });
});

describe('going back', () => {
  test('with Escape asks the question before again, with its answer, and from there on', async () => {
    const here = await place();
    const ended = await talk(here, QUIET, [
      ['◆  Which directory should be created?', RETURN],
      ['◆  Which title should Docker', `First${RETURN}`],
      ['◆  What is the image called?', ESCAPE],
      ['◆  Which title should Docker', ESCAPE],
      ['◆  Which directory should be created?', `x${RETURN}`],
      ['◆  Which title should Docker', ` and second${RETURN}`],
      ...toTheReview.slice(2),
      ['◆  Create it?', RETURN],
    ]);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('--title "First and second"') });
    expect(await treeOf(here.cwd)).toHaveProperty(['x/package.json']);
  });

  test('from the first question stays there, and from the last look leads to the last question', async () => {
    const ended = await talk(
      await place(),
      ['--dry-run'],
      [
        ['◆  Which directory should be created?', ESCAPE],
        ...toTheReview,
        ['◆  Create it?', ESCAPE],
        ['◆  Which port of 127.0.0.1', `51234${RETURN}`],
        ['◆  Create it?', RETURN],
      ],
    );
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('--port 51234 --yes') });
  });
});

describe('the last look', () => {
  test('lets one answer be changed, and asks again only what that makes open', async () => {
    const ended = await talk(
      await place(),
      ['x', '--dry-run', '--title', 'X', '--image', 'acme/x'],
      [
        ['◆  How should the browser return', RETURN],
        ['◆  Which provider do people sign in with?', 'box'],
        ['2 of', TAB],
        ['◼', RETURN],
        ['◆  Which port of 127.0.0.1', RETURN],
        ['◆  Create it?', DOWN],
        ['● Change', RETURN],
        ['◆  Which answer?', DOWN + DOWN + DOWN],
        ['● strategy', RETURN],
        ['◆  How should the browser return', DOWN],
        ['● extension-tab', RETURN],
        ['◆  Which form should the redirect URI have?', RETURN],
        ['◆  Where should the code be exchanged', RETURN],
        // Box does not support the link, so another provider is needed.
        ['◆  Which provider do people sign in with?', 'github'],
        ['1 of', RETURN],
        ['◆  Create it?', RETURN],
      ],
    );
    expect(ended.stdout).toContain(
      'x --strategy extension-tab --redirect scheme --exchange backend --hosts docker --provider github --image acme/x --title X --yes',
    );
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Register exactly:') });
  });

  test('that is declined writes nothing, and ends as Ctrl-C does', async () => {
    const here = await place();
    const ended = await talk(here, QUIET, [
      ...toTheReview,
      ['◆  Create it?', DOWN],
      ['● Change', DOWN],
      ['● Cancel', RETURN],
    ]);
    expect(ended).toMatchObject({ code: null, signal: 'SIGINT' });
    expect(await treeOf(here.cwd)).toEqual({});
  });
});

describe('the providers', () => {
  const given = ['x', '--dry-run', '--title', 'X', '--image', 'acme/x', '--strategy', 'extension-tab'];
  const before: Talk = [
    ['◆  Which form should the redirect URI have?', RETURN],
    ['◆  Where should the code be exchanged', RETURN],
  ];

  test('are shown with what is known of them, and one that does not work says why and cannot be chosen', async () => {
    const ended = await talk(await place(), given, [
      ...before,
      ['◆  Which provider do people sign in with?', 'box'],
      ['URIs at Box', TAB + RETURN],
      ['This one does not work with', '\u0015'],
      ['Bitbucket', 'githu'],
      ['1 of', RETURN],
      ['◆  Create it?', RETURN],
    ]);
    for (const verdict of ['works', 'not known to work', 'does not work'])
      expect(ended.stdout).toContain(verdict);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('--provider github --image') });
  });

  test('are found by other names, and stay visible while the search hides them', async () => {
    const ended = await talk(
      await place(),
      [...given.slice(0, -1), 'backend-callback'],
      [
        ['◆  Which provider do people sign in with?', 'azure ad'],
        ['(azure ad)', TAB],
        ['Chosen: Microsoft', '\u0015google work'],
        ['(google workspace)', TAB],
        ['Microsoft, Google', '\u0015twitter'],
        ['(twitter)', '\u0015aws'],
        ['(aws)', '\u0015entra'],
        ['1 of', RETURN],
        ['◆  Which port of 127.0.0.1', RETURN],
        ['◆  Create it?', RETURN],
      ],
    );
    expect(ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--provider microsoft-entra-id --provider google --image'),
    });
  });

  test('that the command line names rule out the strategies that they do not work with', async () => {
    const flags = ['x', '--dry-run', '--title', 'X', '--image', 'acme/x', '--provider', 'box'];
    const ended = await talk(await place(), flags, [
      ['URIs at Box', DOWN + RETURN],
      ['◆  Which port of 127.0.0.1', RETURN],
      ['◆  Create it?', RETURN],
    ]);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('--strategy backend-callback') });
  });
});

describe.each([
  ['has colour', {}, true],
  ['has none with NO_COLOR', { NO_COLOR: '1' }, false],
])('a terminal %s', (_, env, colourful) => {
  test('in what is wrong', async () => {
    const here = await place();
    const { ended } = await inTerminal({ ...here, env: { ...here.env, ...env } }, [
      'x',
      '--yes',
      '--port',
      '1',
    ]);
    const { code, stdout } = await ended;
    expect({ code, colourful: STYLE.test(stdout) }).toEqual({ code: 2, colourful });
  });

  test('in the questions and the last look', async () => {
    const here = await place();
    const there = { ...here, env: { ...here.env, ...env } };
    const { code, stdout } = await talk(there, ['--dry-run'], [...toTheReview, ['◆  Create it?', RETURN]]);
    expect({ code, colourful: STYLE.test(stdout) }).toEqual({ code: 0, colourful });
  });
});
