import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../..', import.meta.url));

/** What stands between fences in a page. */
export interface Block {
  readonly page: string;
  readonly language: string;
  /** The file of an extension that it is, or belongs to. */
  readonly title: string | undefined;
  readonly lines: readonly string[];
}

/** A page of the documentation. */
export interface Page {
  /** From the root of the repository. */
  readonly path: string;
  /** Without what stands between fences. */
  readonly prose: string;
  readonly blocks: readonly Block[];
}

const markdownIn = (folder: string) =>
  readdirSync(join(repository, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** A block, and the file it is of where a line of its own above it names one. */
const fence = /(?:^`([^`\n]+)`:\n\n)?^(```+)(\S*)\n(.*?)^\2$\n?/gms;

/** Every page that people read, in the repository and in its packages. */
export const pages: readonly Page[] = [
  ...markdownIn('.'),
  ...markdownIn('docs'),
  ...readdirSync(join(repository, 'packages')).map((name) => `packages/${name}/README.md`),
].map(readPage);

function readPage(path: string): Page {
  const text = readFileSync(join(repository, path), 'utf8');
  const blocks = [...text.matchAll(fence)].map(([, title, , language = '', content = '']) => ({
    page: path,
    language,
    title,
    lines: content.split('\n').slice(0, -1),
  }));
  return { path, prose: text.replace(fence, '\n'), blocks };
}

/** Where a page links to, within the repository: a path from its root, and an anchor. */
export function linksOf({
  path,
  prose,
}: Page): { readonly to: string; readonly anchor: string | undefined }[] {
  const text = prose.replace(/`[^`\n]*`/g, '``');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#');
      return { to: file ? join(path, '..', file) : path, anchor };
    });
}

/** The anchors of a page: its headings as GitHub names them, and those it sets itself. */
export function anchorsOf({ prose }: Page): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  const own = [...prose.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return new Set([...headings, ...own]);
}

/** What a reader would type: the lines of a block of commands, without what is said about them, and put together where they go on. */
export function commandsIn({ lines }: Block): string[] {
  const text = lines.join('\n').replace(/\s*\\\n\s*/g, ' ');
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s+)# .*$/, '').trim())
    .filter(Boolean);
}
