import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { packagesNamed, ScaffoldError } from '@ddext-oauth/scaffold';
import {
  type FileChanges,
  planAddition,
  planRemoval,
  type Repository,
  readRepository,
  writeChanges,
} from '@ddext-oauth/scaffold/add';
import type { Invocation } from '../arguments.ts';
import { vendor } from '../installation.ts';
import type { Session } from '../session.ts';
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
 * @throws {ScaffoldError} `no-terminal`, `cancelled`, and the errors of `planAddition`, `planRemoval` and `writeChanges`
 */
export async function changeExtension(invocation: Invocation, session: Session): Promise<void> {
  const { has, raw } = invocation;
  const { output, interruption } = session;
  const root = resolve(raw.directory ?? '.');
  assertFolder(root);
  const repository = readRepository(root);
  const planned = has('add') ? await addition(repository, invocation) : removal(repository);
  const { changes, decisions, nextSteps, details } = planned;
  const files = fileRows(repository, changes);
  const dryRun = has('dry-run');
  if (changes.size > 0 && !has('json'))
    output.result([...decisions, '', changesText(repository, changes)].join('\n'));
  if (changes.size === 0) output.result('Sign-in is there with these options. Nothing changes.');
  else if (!dryRun) {
    if (!has('yes') && !has('json')) await confirmed(session, files.length);
    await writeChanges(root, repository, changes, { signal: interruption.signal });
    output.result(`${has('add') ? 'Added' : 'Removed'} sign-in: ${files.length} files.`);
  }
  if (nextSteps.length > 0 && !dryRun)
    output.result(`Next:\n${nextSteps.map((step) => `  - ${step}`).join('\n')}`);
  output.json({ ok: true, dryRun, directory: root, files, ...details, decisions, nextSteps });
}

async function addition(repository: Repository, { raw, has }: Invocation): Promise<Planned> {
  const { provider, method, redirect, exchange, prefix, image, port, accept } = raw;
  const { changes, decisions, nextSteps, extensionClass, options } = planAddition({
    repository,
    raw: {
      ...{ provider, method, redirect, exchange, prefix, image, port, accept },
      ...(has('keep-socket-path') && { keepSocketPath: true }),
    },
    packages: packagesNamed(vendor, ['auth', 'providers', 'gateway']),
    element: await readFile(join(import.meta.dirname, 'ddext-sign-in.js'), 'utf8'),
  });
  const providers = options?.providers.map(({ id }) => id);
  return {
    changes,
    decisions,
    nextSteps,
    details: { class: extensionClass, options: options && { ...options, providers } },
  };
}

function removal(repository: Repository): Planned {
  const nextSteps = ['If a package.json has changed, install the dependencies again, for the lockfile.'];
  return { changes: planRemoval(repository), decisions: [], nextSteps, details: {} };
}

function assertFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new ScaffoldError(
    'not-an-extension',
    `${path} is not a folder. Name the folder of an existing extension.`,
  );
}
