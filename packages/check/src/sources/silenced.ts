import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CheckError, messageOf } from '../errors.ts';

/** The file of a workspace that silences rules, with reasons. */
export const SETTINGS_FILE = 'ddext-check.json';

/** Rule to reason. */
export type Silenced = ReadonlyMap<string, string>;

const wrong = (sentence: string, cause?: unknown) =>
  new CheckError('usage', `${SETTINGS_FILE} ${sentence}`, { cause });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads `{"silenced": {"RULE": "REASON"}}` Without such a file, no rule is silenced.
 *
 * @throws {CheckError} `usage` for an unknown rule, an empty reason, and any other structure
 */
export async function readSilenced(directory: string, ruleIds: readonly string[]): Promise<Silenced> {
  const text = await readFile(join(directory, SETTINGS_FILE), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw wrong(`cannot be read: ${messageOf(error)}.`, error);
    },
  );
  if (text === undefined) return new Map();
  const settings = parse(text);
  const unknown = isObject(settings) ? Object.keys(settings).find((key) => key !== 'silenced') : undefined;
  if (!isObject(settings) || unknown !== undefined || !isObject(settings.silenced ?? {})) {
    const found = unknown === undefined ? '' : `; ${JSON.stringify(unknown)} is not a setting`;
    throw wrong(`must be {"silenced": {"RULE": "REASON"}}${found}.`);
  }
  const rows = Object.entries(settings.silenced ?? {});
  for (const [id, reason] of rows) {
    if (!ruleIds.includes(id)) throw wrong(`silences the unknown rule ${JSON.stringify(id)}; see --help.`);
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw wrong(`silences ${id} without a reason; write why it does not apply here.`);
    }
  }
  return new Map(rows as [string, string][]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(`is not JSON: ${messageOf(error)}.`, error);
  }
}
