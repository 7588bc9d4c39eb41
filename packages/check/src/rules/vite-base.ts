import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const viteBase = defineRule({
  id: 'vite-base',
  over: 'workspace',
  what: "Vite's base is './'.",
  why: 'Docker Desktop opens the built page as a file. A path that starts with a slash refers to the root of the disk, and the tab stays blank.',
  source: 'https://vite.dev/guide/build.html#relative-base',
  fix: "Write base: './' in ui/vite.config.ts.",
  check: ({ viteConfig }) => {
    if (viteConfig === undefined) return [];
    const base = viteConfig.members.get('base');
    // Vite takes the empty text for the same.
    if (base?.value === './' || base?.value === '') return [];
    const found = base === undefined ? 'is missing' : `is ${JSON.stringify(base.value) ?? 'computed'}`;
    return [problem(base?.at ?? viteConfig.at, `base ${found}.`)];
  },
});
