import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { backendCommand, createExtension, type Fixture } from '../testing/extensions/fixture.ts';
import { screenOf } from '../testing/processes/screen.ts';
import { inTerminal } from '../testing/processes/terminal.ts';

const args = [
  '.',
  '--image',
  `acme/status-${crypto.randomUUID()}`,
  '--dist',
  'dist',
  '--backend',
  backendCommand,
];
/** The status lines that were drawn, such as `Starting the backend… 0.4 s`. */
const drawnIn = (output: string) =>
  output.split('\r\u001b[K').flatMap((text) => /^[^\r\n]+… \d+\.\d s/.exec(text) ?? []);
let fixture: Fixture;

beforeEach(async () => {
  fixture = await createExtension();
});
afterEach(() => fixture.remove());

/** What the simulator writes to a terminal from its start to its end. */
async function outputOf(env: NodeJS.ProcessEnv, columns: number): Promise<string> {
  const { directory } = fixture;
  const terminal = await inTerminal(
    { cwd: directory, notes: directory, env: { CI: '', ...env }, columns },
    args.map((word) => word.replaceAll('"', '')),
  );
  await terminal.shows(/Keys: o opens the browser/);
  terminal.type('q');
  await terminal.ended;
  return terminal.output();
}

describe('ddext-simulator in a terminal', () => {
  test.each([120, 40])(
    'of %i columns updates one status line while it starts, and leaves none behind',
    async (columns) => {
      const output = await outputOf({}, columns);
      const texts = drawnIn(output);
      expect(texts.length).toBeGreaterThan(1);
      for (const text of texts) expect(text.length).toBeLessThan(columns);
      const screen = screenOf(output, columns);
      expect(screen.filter((line) => /… \d+\.\d s|…$/.test(line))).toEqual([]);
      // A long line wraps, but no line is lost.
      expect(screen.join('')).toMatch(/Open http:\/\/.*Keys: o opens the browser/);
    },
  );

  test.each([
    ['NO_COLOR', { NO_COLOR: '1' }],
    ['TERM=dumb', { TERM: 'dumb' }],
  ])('with %s writes plain lines only', async (_, env) => {
    const output = await outputOf(env, 80);
    expect(output).not.toContain('\u001b');
    expect(output).toMatch(/Open http:\/\/\S+/);
  });
});
