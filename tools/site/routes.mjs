import { sections } from './pages.mjs';
import { providersSource, split } from './split-pages.mjs';

/** A picture outside docs/images. */
export const benchmarkPicture = 'tools/bench/results.svg';

/** Every file of the site with its route, and the pages that its sections are. */
export const files = new Map(
  sections
    .flatMap(({ pages }) => pages)
    .map(({ source, route }) => [
      source,
      { route: source === providersSource ? '/providers/' : route, ...split(source) },
    ]),
);

/**
 * The address of a file of the repository on the site, without its base.
 *
 * @param {string} path relative to the root of the repository
 * @param {string} [anchor]
 * @returns {string | undefined} nothing for a file that is no page
 */
export function routeOf(path, anchor) {
  if (path.startsWith('docs/images/')) return `/${path.slice('docs/'.length)}`;
  if (path === benchmarkPicture) return '/images/benchmarks.svg';
  if (path === 'README.md') return '/';
  const file = files.get(path);
  if (!file || !anchor) return file?.route;
  const part = file.parts.find(({ anchors }) => anchors.has(anchor));
  if (!part) return `${file.route}#${anchor}`;
  return [...part.anchors][0] === anchor ? part.route : `${part.route}#${anchor}`;
}

/**
 * The file of the repository that a page is made from.
 *
 * @param {string} route
 */
export function sourceOf(route) {
  const [, folder] = /^\/api\/([^/]+)/.exec(route) ?? [];
  if (folder) return `packages/${folder}/src/index.ts`;
  const found = [...files].find(
    ([, file]) => file.route === route || file.parts.some((part) => part.route === route),
  );
  return found?.[0] ?? 'tools/site/home.md';
}

/** @param {string} markdown */
export const titleOf = (markdown) => /^# (.+)$/m.exec(markdown)?.[1] ?? '';
