import { rm } from 'node:fs/promises';

// tsc leaves what it once made of sources that are gone, and all of dist/ is published.
await rm('dist', { recursive: true, force: true });
