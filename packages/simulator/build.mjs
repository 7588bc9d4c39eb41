import { copyFile, mkdir } from 'node:fs/promises';
import { build } from 'esbuild';

// What the browser loads: three scripts, each with what it imports, and style sheets.
const outdir = 'dist/browser';
await mkdir(outdir, { recursive: true });
await build({
  entryPoints: {
    'dd-client': 'src/ddclient/browser.ts',
    dashboard: 'src/dashboard/main.ts',
    'close-tab': 'src/dashboard/close-tab.ts',
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
