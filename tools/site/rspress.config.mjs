import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@rspress/core';
import { pluginSitemap } from '@rspress/plugin-sitemap';
import { root } from '../dev/environment.mjs';
import { accessibleHtml } from './accessible-html.mjs';
import { navigation, sidebar } from './navigation.mjs';
import { address, repository } from './pages.mjs';
import { sourceOf } from './routes.mjs';
import { content } from './stage.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'packages/auth/package.json'), 'utf8'));
const { origin, pathname } = new URL(address);

export default defineConfig({
  root: content,
  themeDir: join(import.meta.dirname, 'theme'),
  globalStyles: join(import.meta.dirname, 'theme/site.css'),
  outDir: join(import.meta.dirname, 'dist'),
  base: pathname,
  siteOrigin: origin,
  lang: 'en',
  title: 'ddext-oauth',
  description: 'Sign-in for Docker Desktop extensions: a scaffolder, an auth package and a simulator.',
  icon: '/icon.svg',
  logo: '/icon.svg',
  logoText: 'ddext-oauth',
  route: { cleanUrls: true },
  search: { codeBlocks: true },
  mediumZoom: false,
  // The test follows each link of the built pages, with its anchor.
  markdown: { link: { checkDeadLinks: false }, rehypePlugins: [accessibleHtml] },
  plugins: [
    pluginSitemap({ siteUrl: address }),
    {
      name: 'sources',
      // The link "Edit this page" names the file in the repository.
      extendPageData(page) {
        page._relativePath = sourceOf(page.routePath);
      },
    },
  ],
  themeConfig: {
    nav: navigation(version),
    sidebar: sidebar(),
    editLink: { docRepoBaseUrl: `${repository}/edit/main` },
  },
});
