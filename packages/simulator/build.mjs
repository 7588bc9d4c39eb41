import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

// What the browser loads: scripts, each with what it imports, and style sheets.
// tools/build/build.mjs puts what is built there in the place of dist/.
const outdir = join(process.env.BUILD_DIRECTORY, 'browser');
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
for (const name of ['dashboard.css', 'trial.css'])
  await copyFile(`src/dashboard/${name}`, `${outdir}/${name}`);
await copyFile('src/identity-provider/identity-provider.css', `${outdir}/identity-provider.css`);
