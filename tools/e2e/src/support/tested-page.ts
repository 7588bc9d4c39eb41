import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The tests of an extension's page and every module of the page that they import, by name. */
export function testedPartOf(path: string): Readonly<Record<string, string>> {
  const folder = join(path, 'ui/src');
  const names = new Set(readdirSync(folder).filter((name) => /\.test\.tsx?$/.test(name)));
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  // A set also iterates over what is added meanwhile.
  for (const name of names) {
    for (const [, imported = ''] of read(name).matchAll(/ from '\.\/([^']+)'/g)) names.add(imported);
  }
  return Object.fromEntries([...names].sort().map((name) => [name, read(name)]));
}
