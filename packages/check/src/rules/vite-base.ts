import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const viteBase = defineRule({
  id: 'vite-base',
  severity: 'error',
  over: 'workspace',
  needs: ['vite'],
  what: "Vite's base is './'.",
  why: 'Docker Desktop opens the built page as a file. A path that starts with a slash refers to the root of the disk, and the tab stays blank.',
  source: 'https://vite.dev/guide/build.html#relative-base',
  fix: "Write base: './' in the configuration of Vite.",
  check: ({ viteConfig, buildFiles, texts }) => {
    if (viteConfig === undefined) return [];
    // This plugin inlines all files, so the page has no paths.
    if (texts.some(({ file, content }) => file === viteConfig.at.file && /singlefile/i.test(content)))
      return [];
    const base = viteConfig.members.get('base');
    // For Vite, an empty string is the same.
    if (base?.value === './' || base?.value === '') return [];
    if (buildFiles.some(({ content }) => /--base[= ]["']?(\.\/?)?["']?(\s|$|")/.test(content))) return [];
    if (base && base.value === undefined) return { notChecked: 'base is computed.' };
    if (base === undefined && viteConfig.isPartlyComputed)
      return { notChecked: 'the configuration of Vite is computed.' };
    const found = base === undefined ? 'is missing' : `is ${JSON.stringify(base.value)}`;
    return [problem(base?.at ?? viteConfig.at, `base ${found}.`)];
  },
});
