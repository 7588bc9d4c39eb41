import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../..', import.meta.url));

/** A fenced code block of a page. */
export interface Block {
  readonly page: string;
  readonly language: string;
  /** The file of an extension that it creates or changes. */
  readonly title: string | undefined;
  readonly lines: readonly string[];
}

/** A page of the documentation. */
export interface Page {
  /** Relative to the root of the repository. */
  readonly path: string;
  /** The text without fenced code blocks. */
  readonly prose: string;
  readonly blocks: readonly Block[];
}

const markdownIn = (folder: string) =>
  readdirSync(join(repository, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** A code block, with the file name if a separate line above it names one. */
const fence = /(?:^`([^`\n]+)`:\n\n)?^(```+)(\S*)\n(.*?)^\2$\n?/gms;

/** Every documentation page of the repository and its packages. */
export const pages: readonly Page[] = [
  ...markdownIn('.'),
  ...markdownIn('docs'),
  ...markdownIn('docs/how-to'),
  ...markdownIn('docs/registration'),
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

/** The links of a page within the repository: a path relative to its root, and an anchor. */
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

/** The anchors of a page: the slugs that GitHub derives from headings, and explicit `<a id>` elements. */
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

/** The commands of a block, without comments and with continued lines joined. */
export function commandsIn({ lines }: Block): string[] {
  const text = lines.join('\n').replace(/\s*\\\n\s*/g, ' ');
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s+)# .*$/, '').trim())
    .filter(Boolean);
}
