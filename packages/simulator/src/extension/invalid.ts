import { SimulatorError } from '../errors.ts';

/** The error for one key of one file; `advice` completes the sentence and says what to write instead. */
export function invalid(file: string, key: string, advice: string): SimulatorError {
  return new SimulatorError('extension-invalid', `${file}: ${key} ${advice}`);
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at `path` inside `root`, or undefined when any step is missing. */
export function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), root);
}
