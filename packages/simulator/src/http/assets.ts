import { readFile } from 'node:fs/promises';
import { SimulatorError } from '../errors.ts';

/** build.mjs writes the browser files here. The relative path is the same from src/http and from dist/http. */
const directory = new URL('../../dist/browser/', import.meta.url);

/** Reads a browser file of the simulator. @throws SimulatorError `not-built` */
export async function readAsset(name: string): Promise<string> {
  return readFile(new URL(name, directory), 'utf8').catch((error: unknown) => {
    throw new SimulatorError(
      'not-built',
      `The simulator's file ${name} is missing. Run the build of the simulator.`,
      {
        cause: error,
      },
    );
  });
}
