import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { withCheckout } from '../checkout.mjs';

let folder: string;
let repository: string;
let temporary: string;
const git = (...args: string[]) => x('git', args, { throwOnError: true, nodeOptions: { cwd: repository } });

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'site-checkout-')));
  repository = mkdtempSync(join(folder, 'repository-'));
  temporary = mkdtempSync(join(folder, 'temporary-'));
  await git('init', '--quiet');
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgSign=false'];
  writeFileSync(join(repository, 'version'), '1.0.0');
  await git('add', '.');
  await git(...identity, 'commit', '--quiet', '--no-verify', '--message', 'Release');
  await git('tag', 'a@1.0.0');
  writeFileSync(join(repository, 'version'), 'next');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Asserts that neither a file nor Git's record of a checkout is left. */
async function expectNoCheckout(): Promise<void> {
  expect(readdirSync(temporary)).toEqual([]);
  expect((await git('worktree', 'list')).stdout.trim().split('\n')).toHaveLength(1);
}

describe('the checkout of a release', () => {
  test('has the files of the tag, and is removed afterwards', async () => {
    const seen: string[] = [];
    await withCheckout({ repository, tag: 'a@1.0.0', temporary }, (directory) => {
      seen.push(directory, readFileSync(join(directory, 'version'), 'utf8'));
    });
    const [directory = '', version] = seen;
    expect([version, existsSync(directory)]).toEqual(['1.0.0', false]);
    await expectNoCheckout();
  });

  test('that Git cannot create fails with the reason of Git', async () => {
    const failed = withCheckout({ repository, tag: 'a@2.0.0', temporary }, () => {
      throw new Error('There is no checkout.');
    });
    await expect(failed).rejects.toMatchObject({
      title: 'Checking out a@2.0.0',
      output: expect.stringContaining('invalid reference: a@2.0.0'),
    });
    await expectNoCheckout();
  });

  test('is removed when its build fails, and the error of the build is kept', async () => {
    const failed = withCheckout({ repository, tag: 'a@1.0.0', temporary }, () => {
      throw new Error('The build failed.');
    });
    await expect(failed).rejects.toThrow('The build failed.');
    await expectNoCheckout();
  });
});
