import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { root } from '../dev/environment.mjs';
import { repository } from './pages.mjs';

/** Fenced code blocks and code spans, in which nothing is a link, and links with their target. */
const token = /(^(```+)[^\n]*\n[\s\S]*?^\2$)|(``[^`]+``|`[^`\n]*`)|\]\(([^)\s]+)\)/gm;

/**
 * Rewrites the links of a page of the repository to those of the site. A file that is no page becomes a link to the repository.
 *
 * @param {string} markdown
 * @param {string} source the file, relative to the root of the repository
 * @param {(path: string, anchor: string | undefined) => string | undefined} routeOf the address of a file on the site
 */
export function rewriteLinks(markdown, source, routeOf) {
  return markdown.replace(token, (whole, block, _fence, code, target) => {
    if (block !== undefined || code !== undefined) return whole;
    if (/^[a-z][a-z+.-]*:/i.test(target)) return whole;
    const [file, anchor] = target.split('#');
    const path = file ? posix.join(posix.dirname(source), file) : source;
    return `](${routeOf(path, anchor) ?? inRepository(path, anchor, source)})`;
  });
}

/**
 * @param {string} path
 * @param {string | undefined} anchor
 * @param {string} source
 */
function inRepository(path, anchor, source) {
  const file = posix.join(root, path);
  if (!existsSync(file)) throw new Error(`${source}: ${path} does not exist.`);
  const kind = statSync(file).isDirectory() ? 'tree' : 'blob';
  return `${repository}/${kind}/main/${path}${anchor ? `#${anchor}` : ''}`;
}
