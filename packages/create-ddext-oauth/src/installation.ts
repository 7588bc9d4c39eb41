import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createPrograms, shellQuote } from '@ddext-oauth/scaffold';
import { findPackageManager } from './package-manager.ts';

/** In a checkout, the build puts the packed packages beside the command. The published command has no such folder. */
export const vendor = join(import.meta.dirname, 'vendor');

/**
 * The code of `--add` in a checkout, which has built it: until the package is published, another program could have its name. Undefined in
 * the published command.
 */
export function builtAdd(): string | undefined {
  return existsSync(vendor) ? resolve(import.meta.dirname, '../../add/dist/add.cjs') : undefined;
}

const checkout = resolve(import.meta.dirname, '../../..');

/**
 * How the user runs this command again in the working directory. In a checkout, it is the script of the checkout: until the package is
 * published, its name could install another program.
 */
export function createProgram(): string {
  if (!existsSync(join(checkout, 'tools/create.mjs'))) {
    return createPrograms.published.replace(/^pnpm/, findPackageManager().spelling);
  }
  if (process.cwd() === checkout) return createPrograms.checkout;
  return createPrograms.checkout.replace('npm', `npm --prefix ${shellQuote(checkout, process.platform)}`);
}
