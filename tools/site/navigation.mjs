import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../dev/environment.mjs';
import { apiEntries } from './api-pages.mjs';
import { isRegistration, repository, sections } from './pages.mjs';
import { files, titleOf } from './routes.mjs';

/** @param {import('./pages.mjs').SitePage} page */
function itemOf({ source, text }) {
  const link = files.get(source)?.route ?? '/';
  return { text: text ?? titleOf(readFileSync(join(root, source), 'utf8')), link };
}

/** @param {string} source */
const partsOf = (source) =>
  (files.get(source)?.parts ?? []).map(({ name, route }) => ({ text: name, link: route }));

function registration() {
  const pages = sections.flatMap(({ pages }) => pages).filter(({ source }) => isRegistration(source));
  return { text: 'Registration at a provider', items: pages.map(itemOf), collapsible: true, collapsed: true };
}

/** Pages without a file of their own, and groups of pages. */
/** @type {Readonly<Record<string, import('@rspress/core').SidebarGroup['items']>>} */
const more = {
  'how-to': [...partsOf('docs/recipes.md'), registration()],
  help: [{ text: 'Glossary', link: '/help/glossary' }],
};

/** The sidebars: the guides, the providers, and the entries of the packages. */
export function sidebar() {
  const guides = sections.map(({ text, folder, pages }) => ({
    text,
    items: [...pages.filter(({ source }) => !isRegistration(source)).map(itemOf), ...(more[folder] ?? [])],
  }));
  const api = apiEntries().map(({ specifier, name }) => ({ text: specifier, link: `/api/${name}` }));
  return {
    '/providers/': [{ text: 'All providers', link: '/providers/' }, ...partsOf('docs/providers.md')],
    '/api/': api,
    '/': guides,
  };
}

/**
 * The links at the top of every page: the first page of each section, and the versions.
 *
 * @param {readonly { text: string, link: string }[]} versions
 */
export function navigation(versions) {
  const links = sections.map(({ text, folder, pages: [first] }) => ({
    text,
    link: first ? itemOf(first).link : '/',
    activeMatch: `^/${folder}/`,
  }));
  return [
    ...links,
    { text: 'Providers', link: '/providers/', activeMatch: '^/providers/' },
    { text: 'API', link: '/api/auth', activeMatch: '^/api/' },
    ...versions,
    { text: 'GitHub', link: repository },
  ];
}
