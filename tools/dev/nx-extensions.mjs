/**
 * The arguments of Node.js for a program that creates further extensions in its working directory: as
 * `nx generate @ddext-oauth/nx:extension` does for each, written before the next, but with one installation after all of
 * them. With one tree for all, Nx would compare every unwritten file with every folder of the workspace each time.
 *
 * @param {readonly string[]} directories their folders, relative to the root of the workspace
 * @param {{ install?: boolean }} [options] `install: false` leaves that for later
 * @returns {string[]}
 */
export function addExtensions(directories, { install = true } = {}) {
  const program = `
    import { createRequire } from 'node:module';
    import { dirname, join } from 'node:path';
    import { pathToFileURL } from 'node:url';
    import { flushChanges, FsTree } from 'nx/src/generators/tree';
    const require = createRequire(join(process.cwd(), 'package.json'));
    const plugin = dirname(require.resolve('@ddext-oauth/nx/package.json'));
    const { extension } = await import(pathToFileURL(join(plugin, 'dist/generators.js')).href);
    let install;
    for (const directory of ${JSON.stringify(directories)}) {
      const tree = new FsTree(process.cwd(), false);
      install = await extension(tree, { directory });
      flushChanges(process.cwd(), tree.listChanges());
    }
    ${install ? 'await install();' : ''}
  `;
  return ['--input-type=module', '--eval', program];
}
