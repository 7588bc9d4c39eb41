import { readFileSync } from 'node:fs';
import type { ReadVariable } from '../core/settings.ts';

/**
 * Reads settings from environment variables. Where `NAME` is unset, `NAME_FILE` may name a file that holds the value,
 * so that a secret need not be in the environment. A file that is not there yet counts as unset; one that cannot be
 * read is an error.
 */
export function readEnvironment(environment: NodeJS.ProcessEnv): ReadVariable {
  return (name) => {
    const value = environment[name]?.trim();
    if (value) return value;
    const file = environment[`${name}_FILE`];
    return file ? readIfThere(file) : undefined;
  };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
