import { readFile } from 'node:fs/promises';
import { SimulatorError } from '../errors.ts';

/** build.mjs puts the browser's files here; the address is the same from src/http and from dist/http. */
const directory = new URL('../../dist/browser/', import.meta.url);

/** @throws SimulatorError `not-built` */
export async function readAsset(name: string): Promise<string> {
  return readFile(new URL(name, directory), 'utf8').catch((error: unknown) => {
    throw new SimulatorError('not-built', `The simulator's own ${name} is missing: run its build once.`, {
      cause: error,
    });
  });
}
