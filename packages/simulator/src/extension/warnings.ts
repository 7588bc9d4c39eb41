import { SimulatorError } from '../errors.ts';

/** Receives what Docker Desktop rejects, and the simulator does not need. */
export type Warn = (problem: SimulatorError) => void;

/** Rejects an extension at its first problem. */
export const strict: Warn = (problem) => {
  throw problem;
};

/**
 * Reads a part of an extension, or reports a problem with it.
 *
 * @returns undefined if the part is invalid and `warn` returns
 */
export function readOr<Part>(warn: Warn, read: () => Part): Part | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    warn(error);
    return undefined;
  }
}
