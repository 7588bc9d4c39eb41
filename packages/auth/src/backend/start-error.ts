import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AuthError } from '../core/errors.ts';
import { SettingsError } from '../core/settings-error.ts';
import { systemCode } from '../stores/file-operations.ts';

/**
 * Why a backend cannot start, in one sentence that says what to do.
 *
 * @example
 *   if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Explains why the extension's socket cannot be created. Returns any other error unchanged. */
export function socketError(path: string, cause: unknown): unknown {
  const folder = dirname(path);
  // For a missing folder, Node reports EACCES, as for a folder that may not be written to.
  if (process.platform !== 'win32' && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    const message = `The folder ${folder} does not exist: install this image as an extension, because the host mounts the folder for the extension's socket there, or mount one yourself.`;
    return new StartError(message, { cause });
  }
  if (!['EACCES', 'EPERM'].includes(systemCode(cause) ?? '')) return cause;
  const message = `The user ${process.getuid?.()} of this container cannot create ${path}: start it as root, as compose.yaml does, and add DAC_OVERRIDE to cap_add if the folder belongs to another user.`;
  return new StartError(message, { cause });
}

/** Explains why the callback server cannot listen. Returns any other error unchanged. */
export function callbackError(address: string, cause: unknown): unknown {
  if (systemCode(cause) !== 'EADDRINUSE') return cause;
  const message = `Another process of this container listens on ${address}: end it, or choose another port in DDEXT_CALLBACK_ADDRESS.`;
  return new StartError(message, { cause });
}

/**
 * Returns the one sentence that explains a failed start; undefined for an error of the extension's own code, whose stack trace
 * its developer needs.
 */
export function startProblem(error: unknown): string | undefined {
  if (error instanceof AuthError) return `${error.message} ${error.advice}`;
  return error instanceof StartError || error instanceof SettingsError ? error.message : undefined;
}
