import { basename, join } from 'node:path';
import { xSync } from 'tinyexec';

/** CommonJS packages in the bundle require modules of Node. */
const banner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * Bundles a module with its imports into one JavaScript file, for a process that cannot load TypeScript. Runs in its
 * own process, because esbuild does not work in jest's realm.
 *
 * @param entry its absolute path
 * @param directory where to write the file
 * @returns the path of the file
 */
export function bundleOf(entry: string, directory: string): string {
  const outfile = join(directory, `${basename(entry, '.mjs')}.bundle.mjs`);
  const options = {
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: banner },
  };
  const script = `import { build } from 'esbuild'; await build(${JSON.stringify(options)});`;
  xSync(process.execPath, ['--input-type=module', '-e', script], {
    throwOnError: true,
    nodeOptions: { cwd: import.meta.dirname },
  });
  return outfile;
}
