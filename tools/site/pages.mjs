import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../dev/environment.mjs';

/** The address of the site. Its path is the base of every link. */
export const address = 'https://ddext-oauth.github.io/ddext-oauth/';

/** The repository, for links to files that are not pages of the site. */
export const repository = 'https://github.com/ddext-oauth/ddext-oauth';

/**
 * A page of the site.
 *
 * @typedef {object} SitePage
 * @property {string} source the Markdown file, relative to the root of the repository
 * @property {string} route its path on the site, without an ending
 * @property {string} [text] its name in the navigation, instead of its heading
 */

/**
 * @typedef {object} Section
 * @property {string} text
 * @property {string} folder the first part of the routes
 * @property {SitePage[]} pages
 */

/** @type {readonly {text: string, folder: string, sources: readonly string[]}[]} */
const listed = [
  { text: 'Tutorial', folder: 'tutorial', sources: ['docs/tutorial.md'] },
  {
    text: 'How-to guides',
    folder: 'how-to',
    sources: [
      'docs/getting-started.md',
      'docs/how-to/add-a-provider.md',
      ...markdownIn('docs/registration'),
      'docs/add-to-existing.md',
      'docs/how-to/debug.md',
      'docs/how-to/publish.md',
      'docs/upgrading.md',
      'docs/how-to/theme-without-mui.md',
      'docs/self-hosted-providers.md',
      'docs/sign-in-from-go.md',
      'docs/many-extensions.md',
      'docs/check-any-extension.md',
      'docs/recipes.md',
    ],
  },
  {
    text: 'Concepts',
    folder: 'concepts',
    sources: [
      'docs/strategies.md',
      'docs/choosing-a-grant.md',
      'docs/hosts.md',
      'docs/tokens-at-rest.md',
      'docs/security.md',
      'docs/comparison.md',
      'ARCHITECTURE.md',
    ],
  },
  {
    text: 'Reference',
    folder: 'reference',
    sources: [
      'packages/create-ddext-oauth/README.md',
      'packages/add/README.md',
      'packages/nx/README.md',
      'packages/simulator/README.md',
      'packages/check/README.md',
      'docs/check.md',
      'docs/troubleshooting.md',
      'docs/providers.md',
      'packages/auth/README.md',
      'packages/providers/README.md',
      'packages/gateway/README.md',
      'packages/keychain/README.md',
      'docs/screens.md',
      'tools/bench/results.md',
    ],
  },
  {
    text: 'Help',
    folder: 'help',
    sources: ['docs/faq.md', 'CONTRIBUTING.md', 'packages/auth/CHANGELOG.md'],
  },
];

/** Names of pages whose heading does not fit the navigation, or is the same as another. */
/** @type {Readonly<Record<string, string>>} */
const names = {
  'docs/tutorial.md': 'From nothing to signed in',
  'packages/create-ddext-oauth/README.md': 'Create command',
  'packages/add/README.md': 'Code of --add',
  'packages/nx/README.md': 'Generators',
  'packages/simulator/README.md': 'Simulator',
  'packages/check/README.md': 'Check',
  'packages/auth/README.md': 'Package auth',
  'packages/providers/README.md': 'Package providers',
  'packages/gateway/README.md': 'Gateway',
  'packages/keychain/README.md': 'Keychain',
  'docs/check.md': 'Check rules',
  'docs/troubleshooting.md': 'Error codes and symptoms',
  'docs/screens.md': 'Screens',
  'tools/bench/results.md': 'Benchmarks',
  'packages/auth/CHANGELOG.md': 'Changelog',
};

/** The sections of the site. A page in `docs/` that no section lists is a how-to guide. */
/** @type {readonly Section[]} */
export const sections = listed.map(({ text, folder, sources }) => {
  const known = listed.flatMap((section) => section.sources);
  const more = folder === 'how-to' ? guides().filter((source) => !known.includes(source)) : [];
  const pages = [...sources, ...more].filter((source) => existsSync(join(root, source)));
  return { text, folder, pages: pages.map((source) => pageOf(source, folder)) };
});

/**
 * Whether a page describes the registration at a provider.
 *
 * @param {string} source
 */
export function isRegistration(source) {
  return source.startsWith('docs/registration/');
}

/** @param {string} folder */
function markdownIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => `${folder}/${name}`);
}

function guides() {
  return [...markdownIn('docs/how-to'), ...markdownIn('docs')];
}

/**
 * @param {string} source
 * @param {string} folder
 * @returns {SitePage}
 */
function pageOf(source, folder) {
  const [, packageName] = /^packages\/([^/]+)\/README\.md$/.exec(source) ?? [];
  const base = source.replace(/^.*\//, '').replace(/\.md$/, '').toLowerCase();
  const name = packageName ?? (isRegistration(source) ? `register-at-${base}` : base);
  // The package check has the route /reference/check.
  const unique = source === 'docs/check.md' ? 'check-rules' : name;
  return { source, route: `/${folder}/${unique}`, text: names[source] };
}
