import { basename, join } from 'node:path';
import { xSync } from 'tinyexec';

/** CommonJS packages in the bundle require modules of Node. */
const banner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * A module with all that it imports as one plain JavaScript file, for a process that cannot read TypeScript. It is made by
 * a process of its own, because esbuild refuses jest's realm.
 *
 * @param entry its absolute path
 * @param directory where the file is put
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
