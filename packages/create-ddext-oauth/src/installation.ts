import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createPrograms, shellQuote } from '@ddext-oauth/scaffold';
import { findPackageManager } from './package-manager.ts';

/** In a checkout, the build puts the packed packages beside the command. The published command has no such folder. */
export const vendor = join(import.meta.dirname, 'vendor');

/** Whether this is the command of a checkout, built or partly built. The published package does not contain its build script. */
export const isCheckout = existsSync(join(import.meta.dirname, '../build.mjs'));

/** The code of `--add` in a checkout. It is missing until it is built. */
export const builtAdd = resolve(import.meta.dirname, '../../add/dist/add.cjs');

const checkout = resolve(import.meta.dirname, '../../..');

/**
 * How the user runs this command again in the working directory. In a checkout, it is the script of the checkout: until the package is
 * published, its name could install another program.
 */
export function createProgram(): string {
  if (isCheckout) return inCheckout(createPrograms.checkout);
  return createPrograms.published.replace(/^pnpm/, findPackageManager().spelling);
}

/** How the user runs a script of the checkout, such as `npm run build`, in the working directory. */
export function inCheckout(script: string): string {
  if (process.cwd() === checkout) return script;
  return script.replace('npm', `npm --prefix ${shellQuote(checkout, process.platform)}`);
}
