import { copyFile, mkdir } from 'node:fs/promises';
import { build } from 'esbuild';

// What the browser loads: three scripts, each with what it imports, and two style sheets.
const outdir = 'dist/browser';
await mkdir(outdir, { recursive: true });
await build({
  entryPoints: {
    'dd-client': 'src/ddclient/browser.ts',
    dashboard: 'src/dashboard/main.ts',
    'close-tab': 'src/dashboard/close-tab.ts',
  },
  outdir,
  bundle: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
});
await copyFile('src/dashboard/dashboard.css', `${outdir}/dashboard.css`);
await copyFile('src/identity-provider/identity-provider.css', `${outdir}/identity-provider.css`);
