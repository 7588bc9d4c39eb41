import { SimulatorError } from '../errors.ts';

/** An error for one key of one file. @param advice completes the sentence and says what to write instead */
export function invalid(file: string, key: string, advice: string): SimulatorError {
  return new SimulatorError('extension-invalid', `${file}: ${key} ${advice}`);
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at `path` in `root`; undefined if a part of the path is missing. */
export function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), root);
}
