import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { extension } from '../testing/edited-extension.ts';
import { merged } from '../testing/merged.ts';
import { mergeFile } from './merge-file.ts';

const compose = (...variables: string[]) =>
  `services:\n  backend:\n    image: a\n    environment:\n${variables.map((each) => `      ${each}\n`).join('')}\nvolumes:\n  data: {}\n`;
const oidc = ['OIDC_ISSUER: ""'];
const github = ['GITHUB_CLIENT_ID: ""', 'GITHUB_CLIENT_SECRET_FILE: /data/github'];
const [before, after] = [compose(...oidc), compose(...oidc, ...github)];

const add = (current: string) => merged('compose.yaml', current, before, after);
const remove = (current: string) => merged('compose.yaml', current, after, before);

/** The environment of the backend, with what it merges. */
const environmentIn = (text: unknown) => parse(String(text), { merge: true }).services.backend.environment;

describe('an environment that is a list', () => {
  test('is added to and removed from', () => {
    const current = before.replace(
      '      OIDC_ISSUER: ""',
      '      - OIDC_ISSUER=https://id.example # ours\n      - MINE=1',
    );
    const added = merged('compose.yaml', current, before, after);
    expect(added).toBe(
      current.replace(
        '      - MINE=1\n',
        '      - MINE=1\n      - GITHUB_CLIENT_ID=\n      - GITHUB_CLIENT_SECRET_FILE=/data/github\n',
      ),
    );
    expect(merged('compose.yaml', String(added), after, before)).toBe(current);
  });
});

describe('an environment that is an alias', () => {
  const shared = (text: string, map = 'A: "1"') =>
    `x-env: &env\n  ${map}\n\n${text.replace(/environment:\n(?: {6}.*\n)+/, 'environment: *env # shared\n')}`;

  test('becomes a map that merges it, and the new variables are added there', () => {
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

  test('stays one if it has the new variables', () => {
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

  test('to a list is refused with file, line, cause and the lines to write', () => {
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

describe('an environment in the file of env_file', () => {
  const file = (text: string) => text.replace(/environment:\n(?: {6}.*\n)+/, 'env_file: .env # ours\n');

  test('gets an environment beside it, without variables whose empty value would override the file', () => {
    const { files, warnings, conflicts } = extension({ provider: ['oidc'] }, { 'compose.yaml': file }).plan({
      provider: ['oidc', 'github'],
    });
    expect(conflicts).toEqual([]);
    expect(environmentIn(files.get('compose.yaml'))).toEqual({
      GITHUB_CLIENT_SECRET_FILE: '/data/github-client-secret',
    });
    expect(files.get('compose.yaml')).toContain('    env_file: .env # ours\n    environment:\n      GITHUB_');
    expect(warnings).toContainEqual(
      expect.stringMatching(/^compose\.yaml:\d+: set GITHUB_CLIENT_ID in the file of env_file\./),
    );
  });

  test('gets no empty variables in an environment that it has too', () => {
    const current = before.replace('    environment:', '    env_file: .env\n    environment:');
    expect(environmentIn(add(current))).toEqual({
      OIDC_ISSUER: '',
      GITHUB_CLIENT_SECRET_FILE: '/data/github',
    });
    const list = current.replace('OIDC_ISSUER: ""', '- OIDC_ISSUER=');
    expect(environmentIn(add(list))).toEqual(['OIDC_ISSUER=', 'GITHUB_CLIENT_SECRET_FILE=/data/github']);
  });

  test('loses nothing when a provider is removed', () => {
    expect(remove(file(after))).toBe(file(after));
  });
});

test('an environment that was deleted is written with the new variables', () => {
  const current = before.replace(/ {4}environment:\n.*\n/, '');
  expect(environmentIn(add(current))).toEqual({
    GITHUB_CLIENT_ID: '',
    GITHUB_CLIENT_SECRET_FILE: '/data/github',
  });
});
