import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

const absolute = /\b(?:src|href)\s*=\s*(["'])(\/[^"']*)\1/g;

export const uiRelative = defineRule({
  id: 'ui-relative',
  severity: 'error',
  over: 'both',
  needs: ['ui'],
  what: 'The built page loads scripts and styles from relative paths.',
  why: 'Docker Desktop opens the built page as a file. A path that starts with a slash refers to the root of the disk, and the tab stays blank.',
  source: 'https://vite.dev/guide/build.html#relative-base',
  fix: "Write base: './' in ui/vite.config.ts and ./ before paths in ui/index.html, and build again.",
  check: ({ ui, kind }) => {
    if (ui === undefined) {
      const reason =
        kind === 'image' ? 'the image contains no UI' : 'the UI is not built; run pnpm build first';
      return { notChecked: `${reason}.` };
    }
    return ui
      .filter(({ file }) => file.endsWith('.html'))
      .flatMap((page) => page.matches(absolute))
      .map(({ match, at }) => problem(at, `${match[2]} refers to the root of the disk.`));
  },
});
