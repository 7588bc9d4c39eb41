import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Ended, type Place, place, run, stubPnpm } from './testing/command.ts';
import { inTerminal } from './testing/terminal.ts';
import { treeOf } from './testing/tree.ts';

/** Cases in which similar commands exit with 0, crash, or leave files behind. */
interface Case {
  readonly parameters: readonly string[];
  /** For a terminal: the text to wait for, and the input to type then. */
  readonly atTerminal?: readonly [shows: string, type: string];
  readonly prepare?: (here: Place) => Promise<void>;
  readonly ends: { readonly code: number | null; readonly signal?: NodeJS.Signals };
  /** Expected in the output of either stream. */
  readonly says: RegExp;
  /** Whether an extension exists afterwards. Existing files are always kept. */
  readonly made?: boolean;
}

const cases: Readonly<Record<string, Case>> = {
  'a target that is not empty, and no terminal': {
    parameters: ['full', '--yes'],
    ends: { code: 3 },
    says: /^Error: \S+full is not empty \(it contains sentinel\); [^\n]+\n$/,
  },
  'an unknown flag': {
    parameters: ['x', '--yes', '--nope'],
    ends: { code: 2 },
    says: /Unknown option --nope/,
  },
  'an invalid value of an option': {
    parameters: ['x', '--yes', '--strategy', 'nope'],
    ends: { code: 2 },
    says: /Unknown strategy "nope"; use backend-callback or extension-tab/,
  },
  'no argument, and no terminal': { parameters: [], ends: { code: 4 }, says: /no terminal for prompts/ },
  'Ctrl-C at the first question': {
    parameters: [],
    atTerminal: ['Which directory should be created?', '\u0003'],
    ends: { code: null, signal: 'SIGINT' },
    says: /Cancelled; nothing was written\./,
  },
  '--version': { parameters: ['--version'], ends: { code: 0 }, says: /^\d+\.\d+\.\d+\n$/ },
  '--help': { parameters: ['--help'], ends: { code: 0 }, says: /^Create a Docker Desktop extension/ },
  '--print-schema': { parameters: ['--print-schema'], ends: { code: 0 }, says: /^\{\n {2}"\$schema"/ },
  'a parent that is a file': { parameters: ['file/x', '--yes'], ends: { code: 5 }, says: /is a file/ },
  'the name "Bad Name!"': {
    parameters: ['Bad Name!', '--yes'],
    ends: { code: 2 },
    says: /takes lower-case letters and digits[^\n]*; try "bad-name"\.\n$/,
  },
  'a name that npm reserves': {
    parameters: ['node_modules', '--yes'],
    ends: { code: 2 },
    says: /this name is reserved; try "node-modules"\./,
  },
  'an invalid image name': {
    parameters: ['x', '--yes', '--image', 'Acme/X'],
    ends: { code: 2 },
    says: /must be in lower case; try --image acme\/x\./,
  },
  'an installation that fails': {
    parameters: ['x', '--yes', '--no-git'],
    prepare: (here) => stubPnpm(here, 'exit 1'),
    ends: { code: 6 },
    says: /The extension is complete, but its dependencies are not installed/,
    made: true,
  },
  'missing packages in the folder of the command': {
    parameters: ['x', '--yes'],
    prepare: async ({ command }) => void (await mkdir(join(command, '../vendor'))),
    ends: { code: 1 },
    says: /contains 0 tarballs/,
  },
  success: {
    parameters: ['x', '--yes', '--no-git'],
    ends: { code: 0 },
    says: /Created x: \d+ files\./,
    made: true,
  },
};

test.each(Object.entries(cases))(
  '%s',
  async (_, { parameters, atTerminal, prepare, ends, says, made = false }) => {
    const here = await place();
    await mkdir(join(here.cwd, 'full'));
    await writeFile(join(here.cwd, 'full/sentinel'), 'mine');
    await writeFile(join(here.cwd, 'file'), 'mine');
    await prepare?.(here);
    const before = await treeOf(here.cwd);
    const { code, signal, stdout, stderr } = await end(here, parameters, atTerminal);
    expect({ code, signal }).toEqual({ signal: null, ...ends });
    expect(`${stdout}${stderr}`).toMatch(says);
    const { x, ...rest } = await treeOf(here.cwd);
    expect(x !== undefined).toBe(made);
    const others = Object.entries(rest).filter(([path]) => !path.startsWith('x/'));
    expect(Object.fromEntries(others)).toEqual(before);
  },
);

async function end(
  here: Place,
  parameters: readonly string[],
  atTerminal: Case['atTerminal'],
): Promise<Ended> {
  if (!atTerminal) return run(here, parameters);
  const { type, ended, shows } = await inTerminal(here, parameters);
  await shows(atTerminal[0]);
  type(atTerminal[1]);
  return ended;
}
