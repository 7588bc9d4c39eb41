import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyCatalog, testKeysOf } from '@ddext-oauth/providers/catalog';

/** The test keys of a provider whose users paste a key. */
export interface ProviderTestKeys {
  readonly name: string;
  /** What the provider calls the key. */
  readonly noun: string;
  readonly keys: ReturnType<typeof testKeysOf>;
}

/**
 * Reads the test keys of the providers that `ddext-oauth.json` lists. None for an extension without that file, or without keys.
 *
 * @param directory of the extension
 */
export async function readTestKeys(directory: string): Promise<readonly ProviderTestKeys[]> {
  const ids = tokensIn(await readFile(join(directory, 'ddext-oauth.json'), 'utf8').catch(() => '{}'));
  return keyCatalog
    .filter(({ provider }) => ids.includes(provider))
    .map((method) => ({ name: method.name, noun: method.noun, keys: testKeysOf(method) }));
}

/** `pnpm check` reports a damaged record. */
function tokensIn(record: string): readonly unknown[] {
  try {
    const { options } = JSON.parse(record) as { options?: { token?: unknown } };
    return Array.isArray(options?.token) ? options.token : [];
  } catch {
    return [];
  }
}
