import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** What the .env file in a folder sets; nothing when there is none. */
export async function readDotEnv(directory: string): Promise<Record<string, string>> {
  const text = await readFile(join(directory, '.env'), 'utf8').catch(() => '');
  // An empty value is a line of .env.example not filled in yet, not a wish for emptiness.
  return Object.fromEntries(
    Object.entries(parseEnv(text)).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}
