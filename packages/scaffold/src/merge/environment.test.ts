import { describe, expect, test } from '@jest/globals';
import { add, after, before, environmentIn, remove } from '../testing/composed.ts';
import { extension } from '../testing/edited-extension.ts';
import { mergeFile } from './merge-file.ts';

describe('an environment that is a list', () => {
  test('is extended, and entries are removed', () => {
    const current = before.replace(
      '      OIDC_ISSUER: ""',
      '      - OIDC_ISSUER=https://id.example # ours\n      - MINE=1',
    );
    const added = add(current);
    expect(added).toBe(
      current.replace(
        '      - MINE=1\n',
        '      - MINE=1\n      - GITHUB_CLIENT_ID=\n      - GITHUB_CLIENT_SECRET_FILE=/data/github\n',
      ),
    );
    expect(remove(String(added))).toBe(current);
  });
});

describe('an environment that is an alias', () => {
  const shared = (text: string, map = 'A: "1"') =>
    `x-env: &env\n  ${map}\n\n${text.replace(/environment:\n(?: {6}.*\n)+/, 'environment: *env # shared\n')}`;

  test('becomes a map that merges the alias and contains the new variables', () => {
    const text = add(shared(before));
    expect(text).toBe(
      shared(before).replace(
        'environment: *env # shared',
        'environment:\n      <<: *env # shared\n      GITHUB_CLIENT_ID: ""\n      GITHUB_CLIENT_SECRET_FILE: /data/github',
      ),
    );
    expect(environmentIn(text)).toEqual({
      A: '1',
      GITHUB_CLIENT_ID: '',
      GITHUB_CLIENT_SECRET_FILE: '/data/github',
    });
    expect(environmentIn(remove(String(text)))).toEqual({ A: '1' });
  });

  test('stays an alias if it has the new variables', () => {
    const current = shared(before, 'GITHUB_CLIENT_ID: abc\n  GITHUB_CLIENT_SECRET_FILE: /x');
    expect(add(current)).toBe(current);
    expect(mergeFile({ path: 'compose.yaml', current, before: after, after: before })).toMatchObject({
      text: current,
      notes: [
        {
          line: 8,
          text: 'GITHUB_CLIENT_ID is not used any more. Remove it from &env if no other service needs it.',
        },
        { line: 8, text: expect.stringMatching(/^GITHUB_CLIENT_SECRET_FILE is not used any more\./) },
      ],
    });
  });

  test('to a list is rejected with file, line, cause and the lines to write', () => {
    const { conflicts } = extension(
      { provider: ['oidc'] },
      {
        'compose.yaml': (text) =>
          `x-env: &env [A=1]\n\n${text.replace(/environment:\n(?: {6}.*\n)+/, 'environment: *env\n')}`,
      },
    ).plan({ provider: ['oidc', 'github'] });
    expect(conflicts).toEqual([
      {
        path: 'compose.yaml',
        cause: 'edit',
        line: expect.any(Number),
        reason: expect.stringMatching(
          /^compose\.yaml:\d+: this change conflicts with your edits\. Make the change by hand and rerun with --skip=compose\.yaml/,
        ),
        collisions: [
          {
            line: expect.any(Number),
            found: expect.stringContaining('environment: *env'),
            wanted: expect.stringContaining('      GITHUB_CLIENT_ID: ""'),
          },
        ],
      },
    ]);
  });
});

test.each([
  ['an empty value', 'environment:', { GITHUB_CLIENT_ID: '', GITHUB_CLIENT_SECRET_FILE: '/data/github' }],
  [
    'an empty value with a comment',
    'environment: # none',
    { GITHUB_CLIENT_ID: '', GITHUB_CLIENT_SECRET_FILE: '/data/github' },
  ],
  ['an empty map', 'environment: {}', { GITHUB_CLIENT_ID: '', GITHUB_CLIENT_SECRET_FILE: '/data/github' }],
  ['an empty list', 'environment: []', ['GITHUB_CLIENT_ID=', 'GITHUB_CLIENT_SECRET_FILE=/data/github']],
  [
    'a list in brackets',
    'environment: [A=1]',
    ['A=1', 'GITHUB_CLIENT_ID=', 'GITHUB_CLIENT_SECRET_FILE=/data/github'],
  ],
  [
    'an alias on its own line',
    'environment:\n      *env',
    { A: 1, GITHUB_CLIENT_ID: '', GITHUB_CLIENT_SECRET_FILE: '/data/github' },
  ],
])('extends an environment with %s, and removes nothing from it', (_, environment, expected) => {
  const current = `x-env: &env { A: 1 }\n\n${before.replace(/environment:\n.*/, environment)}`;
  expect(environmentIn(add(current))).toEqual(expected);
  expect(remove(current)).toBe(current);
});

test.each([
  [
    'in a flow map',
    (text: string) => text.replace(/backend:\n(?: {4}.*\n)+/, 'backend: { image: a, environment: *env }\n'),
    3,
  ],
  ['with two documents', (text: string) => `${text}---\na: 1\n`, 10],
])('rejects a service %s with its line', (_, edit, line) => {
  const current = `x-env: &env { A: 1 }\n${edit(before)}`;
  const result = add(current) as { line?: number; collisions?: { line: number; wanted: string }[] };
  expect(result.line ?? result.collisions?.[0]?.line).toBe(line);
});

test('writes a deleted environment with the new variables', () => {
  const current = before.replace(/ {4}environment:\n.*\n/, '');
  expect(environmentIn(add(current))).toEqual({
    GITHUB_CLIENT_ID: '',
    GITHUB_CLIENT_SECRET_FILE: '/data/github',
  });
});
