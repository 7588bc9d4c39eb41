import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

const absolute = /\b(?:src|href)\s*=\s*(["'])(\/[^"']*)\1/g;

export const uiRelative = defineRule({
  id: 'ui-relative',
  over: 'both',
  what: 'The built page names its scripts and styles relative to itself.',
  why: 'Docker Desktop opens the built page from a folder: an address that begins with a slash is looked for at the root of the disk, and the tab stays blank.',
  source: 'https://vite.dev/guide/build.html#relative-base',
  fix: "Write base: './' in ui/vite.config.ts and ./ before addresses in ui/index.html, and build again.",
  check: ({ ui, kind }) => {
    if (ui === undefined) {
      const reason = kind === 'image' ? 'the image holds no UI' : 'the UI is not built; run pnpm build first';
      return { notChecked: `${reason}.` };
    }
    return ui
      .filter(({ file }) => file.endsWith('.html'))
      .flatMap((page) => page.matches(absolute))
      .map(({ match, at }) => problem(at, `${match[2]} is looked for at the root of the disk.`));
  },
});
