import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** Reads the .env file in a folder. The result is empty if there is no file. */
export async function readDotEnv(directory: string): Promise<Record<string, string>> {
  const text = await readFile(join(directory, '.env'), 'utf8').catch(() => '');
  // An empty value is a line of .env.example that has not been filled in.
  return Object.fromEntries(
    Object.entries(parseEnv(text)).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}
