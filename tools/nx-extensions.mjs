/**
 * The arguments of Node.js for a program that makes further extensions in the workspace it is started in: as
 * `nx generate @ddext-oauth/nx:extension` does for each, but with one installation after all of them.
 *
 * @param {readonly string[]} directories where to make them, from the root of the workspace
 * @returns {string[]}
 */
export function addExtensions(directories) {
  const program = `
    import { createRequire } from 'node:module';
    import { dirname, join } from 'node:path';
    import { pathToFileURL } from 'node:url';
    import { flushChanges, FsTree } from 'nx/src/generators/tree';
    const require = createRequire(join(process.cwd(), 'package.json'));
    const plugin = dirname(require.resolve('@ddext-oauth/nx/package.json'));
    const { extension } = await import(pathToFileURL(join(plugin, 'dist/generators.js')).href);
    const tree = new FsTree(process.cwd(), false);
    let install;
    for (const directory of ${JSON.stringify(directories)}) install = await extension(tree, { directory });
    flushChanges(process.cwd(), tree.listChanges());
    await install();
  `;
  return ['--input-type=module', '--eval', program];
}
