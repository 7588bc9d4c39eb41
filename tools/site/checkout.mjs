import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../dev/steps.mjs';

/**
 * Checks out a tag in a temporary folder, which exists until `work` ends.
 *
 * @param {{ repository: string, tag: string, temporary?: string }} options `repository` is a checkout, and `temporary` the parent of the folder
 * @param {(directory: string) => void | Promise<void>} work receives the folder of the checkout
 */
export async function withCheckout({ repository, tag, temporary = tmpdir() }, work) {
  const parent = mkdtempSync(join(temporary, 'site-release-'));
  const directory = join(parent, 'checkout');
  const inRepository = { cwd: repository };
  try {
    await run(`Checking out ${tag}`, 'git', ['worktree', 'add', '--detach', directory, tag], inRepository);
    // Without a checkout, removing it fails too, and would hide the first error.
    try {
      await work(directory);
    } finally {
      await run('Removing the checkout', 'git', ['worktree', 'remove', '--force', directory], inRepository);
    }
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
