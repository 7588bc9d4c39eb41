import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../dev/environment.mjs';
import { writeApiPages } from './api-pages.mjs';
import { glossary } from './glossary.mjs';
import { rewriteLinks } from './links.mjs';
import { sections } from './pages.mjs';
import { benchmarkPicture, files, routeOf, titleOf } from './routes.mjs';
import { addressOf, channelIn } from './versions.mjs';

/** The Markdown of the site, as Rspress reads it. */
export const content = join(import.meta.dirname, 'content');

/** Writes every page of the site to the folder `content`. */
export async function stage() {
  rmSync(content, { recursive: true, force: true });
  await writeApiPages(join(content, 'api'));
  for (const [source, { route, index, parts }] of files) {
    const list = source === 'docs/recipes.md' ? listOf(parts) : '';
    // Every package has the same versions.
    const text = source.endsWith('CHANGELOG.md') ? index.replace(/^# .*$/m, '# Changelog') : index;
    write(route.replace(/\/$/, '/index'), rewriteLinks(text, source, routeOf) + list);
    for (const part of parts) write(part.route, rewriteLinks(part.markdown, source, routeOf));
  }
  write('/help/glossary', glossary());
  write('/index', readFileSync(join(import.meta.dirname, 'home.md'), 'utf8'));
  cpSync(join(import.meta.dirname, 'public'), join(content, 'public'), { recursive: true });
  cpSync(join(root, 'docs/images'), join(content, 'public/images'), {
    recursive: true,
    filter: (path) => !path.endsWith('.txt'),
  });
  cpSync(join(root, benchmarkPicture), join(content, 'public/images/benchmarks.svg'));
  writeLlms();
}

/** @param {readonly import('./split-pages.mjs').Part[]} parts */
const listOf = (parts) => `\n${parts.map(({ name, route }) => `- [${name}](${route})`).join('\n')}\n`;

/**
 * @param {string} route
 * @param {string} markdown
 */
function write(route, markdown) {
  const file = join(content, `${route}.md`);
  if (existsSync(file)) throw new Error(`Two pages have the route ${route}.`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, markdown);
}

/** Lists of the guides for language models, without and with their text: https://llmstxt.org. */
function writeLlms() {
  const address = addressOf(channelIn(process.env));
  const titled = sections.map(({ text, pages }) => ({
    text,
    pages: pages.map(({ source }) => {
      const url = address + (routeOf(source) ?? '').slice(1);
      const markdown = readFileSync(join(root, source), 'utf8');
      return { url, title: titleOf(markdown), markdown };
    }),
  }));
  const head =
    '# ddext-oauth\n\n> Sign-in for Docker Desktop extensions: a scaffolder, an auth package and a simulator.\n';
  const lists = titled.map(
    ({ text, pages }) =>
      `## ${text}\n\n${pages.map(({ url, title }) => `- [${title}](${url})`).join('\n')}\n`,
  );
  const texts = titled.flatMap(({ pages }) => pages.map(({ url, markdown }) => `<${url}>\n\n${markdown}`));
  writeFileSync(join(content, 'public/llms.txt'), [head, ...lists].join('\n'));
  writeFileSync(join(content, 'public/llms-full.txt'), [head, ...texts].join('\n'));
}
