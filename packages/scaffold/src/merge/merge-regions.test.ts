import { describe, expect, test } from '@jest/globals';
import { mergeRegions } from './merge-regions.ts';
import { mergeText } from './merge-text.ts';

const document = (title: string, registration: string, layout = 'layout\n') =>
  `# ${title}\n\n<!-- ddext-oauth:begin registration -->\n${registration}<!-- ddext-oauth:end registration -->\n\n` +
  `Text.\n\n<!-- ddext-oauth:begin layout -->\n${layout}<!-- ddext-oauth:end layout -->\n`;

const merge = (current: string, before: string, after: string, path = 'README.md') =>
  mergeRegions({ path, current, before, after }, (outside) => mergeText(path, outside));

const before = document('A', 'one\n');
const after = document('A', 'one\ntwo\n');

describe('mergeRegions', () => {
  test('replaces a region and keeps every edit around it', () => {
    const current = before.replace('# A', '# Mine').replace('Text.', 'Text.\nMine.');
    expect(merge(current, before, after)).toEqual({
      text: current.replace('one\n', 'one\ntwo\n'),
      skipped: [],
      notes: [],
    });
  });

  test('replaces a region that differs only in its format', () => {
    const table = (cells: string) => document('A', cells);
    const merged = merge(
      table('| a    |\n| ---- |\n').replace('Text.', 'Mine.'),
      table('| a |\n|---|\n'),
      table('| a |\n|---|\n| b |\n'),
    );
    expect(merged).toMatchObject({ text: table('| a |\n|---|\n| b |\n').replace('Text.', 'Mine.') });
  });

  test('keeps an edited region that the change does not affect', () => {
    const current = document('A', 'one\n', 'layout\nmine\n');
    expect(merge(current, before, after)).toEqual({
      text: document('A', 'one\ntwo\n', 'layout\nmine\n'),
      skipped: [],
      notes: [],
    });
  });

  test('merges an edited region, and names it if both sides changed the same lines', () => {
    const long = (first: string, last: string) => document('A', `- ${first}\n- middle\n- ${last}\n`);
    expect(merge(long('mine', '2'), long('1', '2'), long('1', '3'))).toMatchObject({
      text: long('mine', '3'),
    });
    expect(merge(long('1', 'mine'), long('1', '2'), long('1', '3'))).toEqual({
      regions: ['registration'],
      collisions: [{ line: 6, found: '- mine\n', wanted: '- 3\n' }],
    });
  });

  test('names the line in the file also if it contains the text more than once', () => {
    const mine = (text: string) =>
      text.replace('one\n', 'mine\n').replace('# A', 'mine\n\n# A').replace('Text.', 'mine');
    const wanted = document('A', 'two\n');
    expect(merge(mine(before), before, wanted)).toMatchObject({ collisions: [{ line: 6, found: 'mine\n' }] });
    expect(merge(mine(before), before, before.replace('Text.', 'Words.'))).toMatchObject({
      collisions: [{ line: 9, found: 'mine\n' }],
    });
  });

  test('does not change a region without markers, and reports what the change adds', () => {
    const current = before.replace(/<!-- ddext-oauth:(begin|end) registration -->\n/g, '');
    expect(merge(current, before, after)).toEqual({
      text: current,
      skipped: [],
      notes: [
        {
          line: undefined,
          text: 'has no markers "ddext-oauth:begin registration" and "ddext-oauth:end registration", so this part was left as it is. The change adds these lines:\ntwo',
        },
      ],
    });
  });

  test('merges the text around the regions', () => {
    const current = before.replace('Text.', 'Mine.');
    expect(merge(current, before, document('B', 'two\n'))).toMatchObject({
      text: document('B', 'two\n').replace('Text.', 'Mine.'),
    });
    expect(merge(before.replace('# A', '# Mine'), before, document('B', 'two\n'))).toMatchObject({
      regions: [],
      collisions: [{ line: 1, found: '# Mine\n', wanted: '# B\n' }],
    });
  });
});

describe('mergeRegions for environment variables', () => {
  const settings = (content: string) =>
    `# ddext-oauth:begin settings\n${content}# ddext-oauth:end settings\n`;
  const old = settings('# One\nONE_ID=\n');
  const wanted = settings('# One\nONE_ID=\n\n# Two\nTWO_ID=\n');

  test('keeps values that were filled in, and variables after the region', () => {
    const current = `${settings('# One\nONE_ID=mine=1\n')}MINE=2\n`;
    expect(merge(current, old, wanted, '.env.example')).toEqual({
      text: `${settings('# One\nONE_ID=mine=1\n\n# Two\nTWO_ID=\n')}MINE=2\n`,
      skipped: [],
      notes: [],
    });
  });

  test('keeps a variable of the user inside the region, with those of the change', () => {
    const current = settings('# One\nONE_ID=\nMINE=2\n');
    expect(merge(current, old, wanted, '.env.example')).toMatchObject({
      text: settings('# One\nONE_ID=\n\n# Two\nTWO_ID=\nMINE=2\n'),
    });
  });
});
