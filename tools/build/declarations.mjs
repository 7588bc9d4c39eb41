import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from './swap.mjs';

/**
 * `node declarations.mjs FOLDER` changes `./file.ts` to `./file.js` in the declarations in a folder. The compiler changes them in
 * JavaScript only. TypeScript before 5.0 does not resolve the others, and silently takes what they export for `any`.
 */
const [folder = '.'] = process.argv.slice(2);
const specifier = /((?:\bfrom|\bimport|\bimport\()\s*(['"]))(\.{1,2}\/[^'"]+)\.tsx?\2/g;

for (const path of await filesBelow(folder)) {
  if (!path.endsWith('.d.ts')) continue;
  const file = join(folder, path);
  const text = await readFile(file, 'utf8');
  const changed = text.replace(specifier, '$1$3.js$2');
  if (changed !== text) await writeFile(file, changed);
}
