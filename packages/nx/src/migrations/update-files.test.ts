import { basePath, readRecord } from '@ddext-oauth/scaffold/update';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { logger, type Tree } from '../devkit.ts';
import { extension } from '../generators/extension.ts';
import { earlierText } from '../testing/earlier-base.ts';
import { fingerprint, workspaceTree } from '../testing/tree.ts';
import { updateFiles } from './update-files.ts';

const roots = ['extensions/one', 'extensions/two'];
const main = `${roots[0]}/ui/src/main.tsx`;
let tree: Tree;
let present: Record<string, string>;
let warnings: string[];

/** Two extensions whose `main.tsx` an earlier version generated with other code. */
beforeEach(async () => {
  tree = workspaceTree('pnpm-lock.yaml');
  for (const directory of roots) await extension(tree, { directory });
  present = fingerprint(tree);
  for (const root of roots)
    earlierText(tree, root, 'ui/src/main.tsx', (text) => text.replace('<CssBaseline />', '<Baseline />'));
  warnings = [];
  jest.spyOn(logger, 'warn').mockImplementation((text) => void warnings.push(String(text)));
});
afterEach(() => void jest.restoreAllMocks());

const edit = (path: string, change: (text: string) => string) =>
  tree.write(path, change(tree.read(path, 'utf8') ?? ''));

describe('the migration 0-1-0-update-files', () => {
  test('updates every extension without edits to the current templates', async () => {
    await updateFiles(tree);
    expect(fingerprint(tree)).toEqual(present);
  });

  test("keeps the user's code in a file that the templates change", async () => {
    const own = "import { startTelemetry } from './telemetry.ts';\n";
    edit(main, (text) => `${own}${text}startTelemetry();\n`);
    await updateFiles(tree);
    expect(tree.read(main, 'utf8')).toBe(`${own}${present[main]}startTelemetry();\n`);
    expect(tree.read(`${roots[1]}/ui/src/main.tsx`, 'utf8')).toBe(present[main]?.replaceAll('one', 'two'));
  });

  test('does not change a file with conflicting edits, and warns with the lines each time it runs', async () => {
    edit(main, (text) => text.replace('<Baseline />', '<OurBaseline />'));
    const edited = tree.read(main, 'utf8');
    for (const _ of [1, 2]) {
      warnings = [];
      await updateFiles(tree);
      expect(tree.read(main, 'utf8')).toBe(edited);
      const shown = warnings.join('\n');
      expect(shown).toContain(
        'ui/src/main.tsx stays as it is: newer templates change it, and conflict with your edits.',
      );
      expect(shown).toMatch(
        /Yours \(ui\/src\/main\.tsx:\d+\):\n.*<OurBaseline \/>\n {2}Wanted:\n.*<CssBaseline \/>/,
      );
    }
  });

  test('changes nothing when it runs a second time', async () => {
    edit(main, (text) => `${text}startTelemetry();\n`);
    await updateFiles(tree);
    const once = fingerprint(tree);
    await updateFiles(tree);
    expect(fingerprint(tree)).toEqual(once);
  });

  test('records the current version', async () => {
    await updateFiles(tree);
    const { version } = readRecord(tree.read(`${roots[0]}/ddext-oauth.json`, 'utf8') ?? undefined);
    expect(version).toBe(JSON.parse(present[`${roots[0]}/ddext-oauth.json`] ?? '').version);
    expect(tree.read(`${roots[0]}/${basePath}`, 'utf8')).toBe(present[`${roots[0]}/${basePath}`]);
  });

  test('changes nothing in a workspace without extensions', async () => {
    const empty = workspaceTree('package-lock.json');
    const before = fingerprint(empty);
    await updateFiles(empty);
    expect(fingerprint(empty)).toEqual(before);
  });
});
