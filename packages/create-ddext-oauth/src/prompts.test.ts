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
// biome-ignore lint/suspicious/noControlCharactersInRegex: the tests search for the escape character.
const STYLE = /\u001b\[[0-9;]*m/;

/**
 * Each entry has the texts to wait for, in this order, and the input to type then. Only output after the previous entry counts. The
 * diamond marks the active prompt. Input before the next prompt is active would be read as a line.
 */
type PromptInput = readonly (readonly [...shows: string[], type: string])[];

async function answerPrompts(here: Place, parameters: readonly string[], lines: PromptInput) {
  const { type, ended, showsNext } = await inTerminal(here, parameters);
  for (const line of lines) {
    await showsNext(...line.slice(0, -1));
    type(line.at(-1) ?? '');
  }
  return ended;
}

const toTheProviders: PromptInput = [
  ['◆  Which directory should be created?', RETURN],
  ['◆  Which title should Docker', RETURN],
  ['◆  What is the image called?', RETURN],
  ['◆  How should the browser return', RETURN],
];
const toTheReview: PromptInput = [
  ...toTheProviders,
  ['◆  Which sign-in providers should the extension have?', RETURN],
  ['◆  Which port of 127.0.0.1', RETURN],
];

describe('the prompts in a terminal', () => {
  test('create an extension with the defaults if each is answered with Return', async () => {
    const [asked, unasked] = [await place(), await place()];
    const ended = await answerPrompts(asked, QUIET, [...toTheReview, ['◆  Create it?', RETURN]]);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('/callback') });
    await run(unasked, ['--yes', ...QUIET]);
    expect(await treeOf(asked.cwd)).toEqual(await treeOf(unasked.cwd));
  });

  test('create an extension from the typed answers, and print a command that creates the same one', async () => {
    const here = await place();
    await stub(
      here,
      'pnpm',
      `shift 2; exec '${process.execPath}' '${here.command}' "$@" --no-install --no-git`,
    );
    const { code, stdout } = await answerPrompts(here, QUIET, [
      ['◆  Which directory should be created?', `one/sign-in${RETURN}`],
      ['◆  Which title should Docker', `It's "$5"${RETURN}`],
      ['◆  What is the image called?', `acme/sign-in${RETURN}`],
      ['◆  How should the browser return', RETURN],
      ['◆  Which sign-in providers should the extension have?', 'githu'],
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

  test('skip the options of the command line, and do not start after an invalid option', async () => {
    const { ended } = await inTerminal(await place(), ['x', '--port', '1']);
    const { code, stdout } = await ended;
    expect(code).toBe(2);
    expect(stdout).not.toContain('Which title should Docker');
  });

  test('are skipped if all options without a default are given, or with --yes', async () => {
    const answers = ['x', '--strategy', 'backend-callback', '--provider', 'oidc', '--image', 'acme/x'];
    for (const parameters of [answers, ['x', '--yes']]) {
      const { ended } = await inTerminal(await place(), [...parameters, '--dry-run']);
      expect(await ended).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Create it?') });
    }
  });

  test('report an existing directory and an invalid name at once, and repeat the prompt', async () => {
    const here = await place();
    await mkdir(join(here.cwd, 'my-extension'));
    await writeFile(join(here.cwd, 'my-extension/sentinel'), '');
    const ended = await answerPrompts(
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

describe('an invalid answer', () => {
  test('is rejected with a valid suggestion, which becomes the default, and without names of options', async () => {
    const here = await place();
    const ended = await answerPrompts(
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

describe('Escape', () => {
  test('returns to the previous prompt with its answer, and continues from there', async () => {
    const here = await place();
    const ended = await answerPrompts(here, QUIET, [
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

  test('stays at the first prompt, and leads from the review to the last prompt', async () => {
    const ended = await answerPrompts(
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

describe('the review', () => {
  test('changes one answer, and prompts again only for the answers that this makes invalid', async () => {
    const ended = await answerPrompts(
      await place(),
      ['x', '--dry-run', '--title', 'X', '--image', 'acme/x'],
      [
        ['◆  How should the browser return', RETURN],
        ['◆  Which sign-in providers should the extension have?', 'box'],
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
        ['◆  Which sign-in providers should the extension have?', 'github'],
        ['1 of', RETURN],
        ['◆  Create it?', RETURN],
      ],
    );
    expect(ended.stdout).toContain(
      'x --strategy extension-tab --redirect scheme --exchange backend --hosts docker --provider github --image acme/x --title X --yes',
    );
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Register exactly:') });
  });

  test('writes nothing if it is declined, and exits as after Ctrl-C', async () => {
    const here = await place();
    const ended = await answerPrompts(here, QUIET, [
      ...toTheReview,
      ['◆  Create it?', DOWN],
      ['● Change', DOWN],
      ['● Cancel', RETURN],
    ]);
    expect(ended).toMatchObject({ code: null, signal: 'SIGINT' });
    expect(await treeOf(here.cwd)).toEqual({});
  });
});

describe('the prompt for providers', () => {
  const given = ['x', '--dry-run', '--title', 'X', '--image', 'acme/x', '--strategy', 'extension-tab'];
  const before: PromptInput = [
    ['◆  Which form should the redirect URI have?', RETURN],
    ['◆  Where should the code be exchanged', RETURN],
  ];

  test('shows the compatibility of each, and for one that does not work the reason, without selecting it', async () => {
    const ended = await answerPrompts(await place(), given, [
      ...before,
      ['◆  Which sign-in providers should the extension have?', 'box'],
      ['URIs at Box', TAB + RETURN],
      ['This provider does not work with', '\u0015'],
      ['Bitbucket', 'githu'],
      ['1 of', RETURN],
      ['◆  Create it?', RETURN],
    ]);
    for (const verdict of ['works', 'not known to work', 'does not work'])
      expect(ended.stdout).toContain(verdict);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('--provider github --image') });
  });

  test('finds providers by other names, and shows the selected ones while the search hides them', async () => {
    const ended = await answerPrompts(
      await place(),
      [...given.slice(0, -1), 'backend-callback'],
      [
        ['◆  Which sign-in providers should the extension have?', 'azure ad'],
        ['(azure ad)', TAB],
        ['Chosen: Microsoft', '\u0015google work'],
        ['(google workspace)', TAB],
        ['Microsoft, Google', '\u0015twitter'],
        ['(twitter)', '\u0015amazon web'],
        ['(amazon web services)', '\u0015entra'],
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

  test('is skipped for providers of the command line, which rule out the strategies that they do not work with', async () => {
    const flags = ['x', '--dry-run', '--title', 'X', '--image', 'acme/x', '--provider', 'box'];
    const ended = await answerPrompts(await place(), flags, [
      ['URIs at Box', DOWN + RETURN],
      ['◆  Which port of 127.0.0.1', RETURN],
      ['◆  Create it?', RETURN],
    ]);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('--strategy backend-callback') });
  });
});

describe.each([
  ['has color', {}, true],
  ['has none with NO_COLOR', { NO_COLOR: '1' }, false],
])('a terminal %s', (_, env, hasColors) => {
  test('in an error message', async () => {
    const here = await place();
    const { ended } = await inTerminal({ ...here, env: { ...here.env, ...env } }, [
      'x',
      '--yes',
      '--port',
      '1',
    ]);
    const { code, stdout } = await ended;
    expect({ code, hasColors: STYLE.test(stdout) }).toEqual({ code: 2, hasColors });
  });

  test('in the prompts and the review', async () => {
    const here = await place();
    const there = { ...here, env: { ...here.env, ...env } };
    const { code, stdout } = await answerPrompts(
      there,
      ['--dry-run'],
      [...toTheReview, ['◆  Create it?', RETURN]],
    );
    expect({ code, hasColors: STYLE.test(stdout) }).toEqual({ code: 0, hasColors });
  });
});
