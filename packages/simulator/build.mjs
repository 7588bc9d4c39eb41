import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

// The browser's files: bundled scripts and style sheets. tools/build/build.mjs names the folder, and moves its files to dist/.
const out = process.env.BUILD_DIRECTORY;
if (out === undefined) throw new Error('BUILD_DIRECTORY is not set. Build with `pnpm build`.');
const outdir = join(out, 'browser');
await mkdir(outdir, { recursive: true });
await build({
  entryPoints: {
    'dd-client': 'src/ddclient/browser.ts',
    dashboard: 'src/dashboard/main.ts',
    'deliver-link': 'src/dashboard/deliver-link.ts',
    'enter-dashboard': 'src/dashboard/enter-dashboard.ts',
    'enter-extension': 'src/ddclient/enter-extension.ts',
  },
  outdir,
  bundle: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
});
const styles = [
  'dashboard/dashboard',
  'dashboard/calls/calls',
  'dashboard/connection-test/connection-test',
  'dashboard/test-keys/test-keys',
  'identity-provider/identity-provider',
];
for (const path of styles) await copyFile(`src/${path}.css`, join(outdir, `${basename(path)}.css`));
