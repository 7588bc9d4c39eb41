import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { packagesNamed, ScaffoldError } from '@ddext-oauth/scaffold';
import type { FileChanges, Repository } from '@ddext-oauth/scaffold/add';
import type { Invocation } from '../arguments.ts';
import { vendor } from '../installation.ts';
import type { Session } from '../session.ts';
import { type AddPackage, loadAddPackage } from './add-package.ts';
import { confirmed } from './confirm.ts';
import { changesText, fileRows } from './show-changes.ts';

/** What is to be written, and what the user reads about it. */
interface Planned {
  readonly changes: FileChanges;
  readonly decisions: readonly string[];
  readonly nextSteps: readonly string[];
  /** Members of the JSON. */
  readonly details: object;
}

/**
 * Adds sign-in to an existing extension, or removes it: shows the changes, asks, and writes all of them or none.
 *
 * @throws {ScaffoldError} `no-terminal`, `cancelled`, `add-unavailable`, and the errors of `planAddition`, `planRemoval` and `writeChanges`
 */
export async function changeExtension(invocation: Invocation, session: Session): Promise<void> {
  const { has, raw } = invocation;
  const { output, interruption } = session;
  const root = resolve(raw.directory ?? '.');
  assertFolder(root);
  const add = await loadAddPackage(session);
  const repository = add.code.readRepository(root);
  const planned = has('add') ? addition(repository, invocation, add) : removal(repository, add);
  const { changes, decisions, nextSteps, details } = planned;
  const files = fileRows(repository, changes);
  const dryRun = has('dry-run');
  if (changes.size > 0 && !has('json'))
    output.result([...decisions, '', changesText(repository, changes, files, add.code)].join('\n'));
  if (changes.size === 0) output.result('Sign-in is there with these options. Nothing changes.');
  else if (!dryRun) {
    if (!has('yes') && !has('json')) await confirmed(session, files.length);
    await add.code.writeChanges(root, repository, changes, { signal: interruption.signal });
    output.result(`${has('add') ? 'Added' : 'Removed'} sign-in: ${files.length} files.`);
  }
  if (nextSteps.length > 0 && !dryRun)
    output.result(`Next:\n${nextSteps.map((step) => `  - ${step}`).join('\n')}`);
  output.json({ ok: true, dryRun, directory: root, files, ...details, decisions, nextSteps });
}

function addition(repository: Repository, { raw, has }: Invocation, { code, element }: AddPackage): Planned {
  const { provider, method, redirect, exchange, prefix, image, port, accept } = raw;
  const { changes, decisions, nextSteps, extensionClass, options } = code.planAddition({
    repository,
    raw: {
      ...{ provider, method, redirect, exchange, prefix, image, port, accept },
      ...(has('keep-socket-path') && { keepSocketPath: true }),
    },
    packages: packagesNamed(vendor, ['auth', 'providers', 'gateway']),
    element,
  });
  const providers = options?.providers.map(({ id }) => id);
  return {
    changes,
    decisions,
    nextSteps,
    details: { class: extensionClass, options: options && { ...options, providers } },
  };
}

function removal(repository: Repository, { code }: AddPackage): Planned {
  const nextSteps = ['If a package.json has changed, install the dependencies again, for the lockfile.'];
  return { changes: code.planRemoval(repository), decisions: [], nextSteps, details: {} };
}

function assertFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new ScaffoldError(
    'not-an-extension',
    `${path} is not a folder. Name the folder of an existing extension.`,
  );
}
