import { expect, test } from '@jest/globals';
import { xSync } from 'tinyexec';
import { folderOf } from '../testing/workspaces.ts';
import { excludes } from './ignore-file.ts';

const paths = [
  '.env',
  '.env.local',
  'a/.env',
  'a/b/.env',
  'a/b/tls.pem',
  'tls.pem',
  'x',
  'a/x',
  'ab',
  '.env/x',
  'a*b',
];

const contents = [
  '',
  '.env',
  '/.env',
  '**/.env*',
  '.env*\n!.env.local',
  '*.pem',
  'a/*.pem',
  'a/**/*.pem',
  'a/**',
  '# .env\n\n  \nx',
  '?b',
  '[ax]',
  '[!a]b',
  'a/b/',
  '.env/',
  String.raw`a\*b`,
  '.(env|x)',
  'a.',
];

/** Asks git which files it ignores. The files need not exist. */
async function byGit(content: string): Promise<readonly string[]> {
  const cwd = await folderOf({ '.gitignore': content });
  xSync('git', ['init', '--quiet'], { nodeOptions: { cwd } });
  const { exitCode, stdout, stderr } = xSync('git', ['check-ignore', '--no-index', '--stdin'], {
    nodeOptions: { cwd, input: paths.join('\n') },
  });
  // Exit code 1 means that no path is ignored.
  if (exitCode !== 0 && exitCode !== 1) throw new Error(stderr);
  return stdout.split('\n').filter(Boolean);
}

test.each(contents)('a .gitignore of %j excludes what git excludes', async (content) => {
  const ours = paths.filter((path) => excludes('.gitignore', content, path));
  expect(ours).toEqual(await byGit(content));
});

test.each([
  ['.env', ['.env', '.env/x']],
  ['/.env', ['.env', '.env/x']],
  ['**/.env', ['.env', 'a/.env', 'a/b/.env', '.env/x']],
  ['*\n!a', ['.env', '.env.local', 'tls.pem', 'x', 'ab', '.env/x', 'a*b']],
  ['*\n!a\n**/*.pem', ['.env', '.env.local', 'a/b/tls.pem', 'tls.pem', 'x', 'ab', '.env/x', 'a*b']],
  ['*.pem', ['tls.pem']],
])(
  'a .dockerignore of %j starts each pattern at the root and can include folders again',
  (content, excluded) => {
    expect(paths.filter((path) => excludes('.dockerignore', content, path))).toEqual(excluded);
  },
);
