import { fileURLToPath } from 'node:url';
import { apiSurfaceOf } from '../providers/api-surface.mjs';

/** The public API of this package as one text: `node api-surface.mjs` writes it, src/package.test.ts compares. */
export const {
  renderApiSurface,
  readCommitted,
  writeApiSurface,
  undocumentedExports,
  exportsWithoutExample,
} = apiSurfaceOf(new URL('.', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeApiSurface();
