import type { Finished } from '../child.ts';
import type { Context } from '../context.ts';

type Git = (...parameters: string[]) => Promise<Finished>;

/** A signature would wait for a passphrase, and somebody's global hooks are not about this repository. */
const COMMIT = [
  '-c',
  'commit.gpgsign=false',
  'commit',
  '--quiet',
  '--no-verify',
  '-m',
  'Start from ddext-oauth',
];

/** Puts everything under version control, where nothing is yet. What cannot be done is said, and is no failure. */
export async function commit(
  context: Pick<Context, 'invocation' | 'interruption' | 'output' | 'target' | 'warnings'>,
): Promise<undefined> {
  const { invocation, interruption, output, target, warnings } = context;
  if (invocation.has('no-git')) return;
  const { run } = await import('../child.ts');
  const git: Git = (...parameters) =>
    run('git', parameters, { cwd: target.path, signal: interruption.signal });
  const warning = await firstCommit(git, output);
  if (warning === undefined || interruption.signal.aborted) return;
  output.warning(warning);
  warnings.push(warning);
}

/** What could not be done, if anything. */
async function firstCommit(git: Git, output: Context['output']): Promise<string | undefined> {
  const { NOT_FOUND } = await import('../child.ts');
  const inside = await git('rev-parse', '--is-inside-work-tree');
  if (inside.code === NOT_FOUND) return 'Git is not installed, so nothing is under version control.';
  if (inside.code === 0) {
    output.progress('This is in a Git repository already; nothing is committed.');
    return undefined;
  }
  for (const step of [
    ['init', '--quiet'],
    // Whatever init.defaultBranch says, and in a git before 2.28, which has no --initial-branch: CI and nx.json name main.
    ['symbolic-ref', 'HEAD', 'refs/heads/main'],
    ['add', '--all'],
  ]) {
    const { code, text } = await git(...step);
    if (code !== 0) return `Git could not be set up: ${reasonOf(text)}.`;
  }
  const { code, text } = await git(...COMMIT);
  return code === 0 ? undefined : `Git is set up, but nothing is committed: ${reasonOf(text)}.`;
}

/** Git explains a missing identity at length, and everything else in its last line. */
function reasonOf(text: string): string {
  if (/user\.email|Please tell me who you are/.test(text)) return 'it does not know your name and email';
  return (text.split('\n').at(-1) ?? '').replace(/^fatal: |\.$/g, '');
}
