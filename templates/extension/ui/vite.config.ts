import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Docker Desktop opens the built page from a folder: no URL may begin with a slash.
  base: './',
  build: { outDir: 'dist', emptyOutDir: true },
});
