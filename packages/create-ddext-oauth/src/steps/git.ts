import type { Target } from '@ddext-oauth/scaffold';
import type { Finished } from '../child.ts';
import type { Session } from '../session.ts';

type Git = (...parameters: string[]) => Promise<Finished>;

/** A signature could wait for a passphrase, and the user's global hooks are not for this repository. */
const COMMIT = [
  '-c',
  'commit.gpgsign=false',
  'commit',
  '--quiet',
  '--no-verify',
  '-m',
  'Start from ddext-oauth',
];

/**
 * Creates a Git repository with one commit, unless the folder is in a repository already.
 *
 * @returns the warning that was printed if Git failed; the extension is complete without a repository
 */
export async function commit({ path }: Target, { output, interruption }: Session): Promise<string[]> {
  const { run } = await import('../child.ts');
  const { signal } = interruption;
  const warning = await firstCommit((...parameters) => run('git', parameters, { cwd: path, signal }), output);
  if (warning === undefined || signal.aborted) return [];
  output.warning(warning);
  return [warning];
}

/** @returns what failed, if anything */
async function firstCommit(git: Git, output: Session['output']): Promise<string | undefined> {
  const { NOT_FOUND } = await import('../child.ts');
  const inside = await git('rev-parse', '--is-inside-work-tree');
  if (inside.code === NOT_FOUND) return 'Git is not installed, so nothing is under version control.';
  if (inside.code === 0) {
    output.progress('This folder is in a Git repository already; nothing is committed.');
    return undefined;
  }
  for (const step of [
    ['init', '--quiet'],
    // CI and nx.json name main. init.defaultBranch may be another branch, and git before 2.28 has no --initial-branch.
    ['symbolic-ref', 'HEAD', 'refs/heads/main'],
    ['add', '--all'],
  ]) {
    const { code, text } = await git(...step);
    if (code !== 0) return `Git could not be set up: ${reasonOf(text)}.`;
  }
  const { code, text } = await git(...COMMIT);
  return code === 0 ? undefined : `Git is set up, but nothing is committed: ${reasonOf(text)}.`;
}

/** For a missing identity Git prints a long explanation, for everything else the reason in its last line. */
function reasonOf(text: string): string {
  if (/user\.email|Please tell me who you are/.test(text)) return 'it does not know your name and email';
  return (text.split('\n').at(-1) ?? '').replace(/^fatal: |\.$/g, '');
}
