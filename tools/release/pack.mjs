import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { environment, root } from '../dev/environment.mjs';
import { fail, run, StepError } from '../dev/steps.mjs';

/**
 * Packs each built package that is published into a folder, which it creates.
 *
 * @param {string} folder
 */
export async function packAll(folder) {
  await mkdir(folder, { recursive: true });
  const all = (await readdir(join(root, 'packages'))).map((name) => join(root, 'packages', name));
  const manifests = all.map(async (cwd) => JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8')));
  const published = await Promise.all(manifests);
  await Promise.all(
    all
      .filter((_, index) => !published[index].private)
      .map((cwd) =>
        run('Packing', 'pnpm', ['pack', '--pack-destination', resolve(folder)], { cwd, env: environment }),
      ),
  );
}

// `npm run release:pack -- FOLDER`
if (process.argv[1] === import.meta.filename) {
  try {
    if (process.argv.length !== 3) throw new StepError('Packing', 'name one folder for the packages.');
    await packAll(process.argv[2]);
  } catch (error) {
    fail(error);
  }
}
