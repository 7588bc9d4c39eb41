import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pageSettings } from './page-settings.ts';

export default defineConfig({
  plugins: [react(), pageSettings],
  // Docker Desktop opens the built page from a folder: no URL may begin with a slash.
  base: './',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // In kilobytes. The limit of Vite is for pages that a browser downloads; Docker Desktop reads this page from a disk.
    chunkSizeWarningLimit: 1_000,
  },
});
