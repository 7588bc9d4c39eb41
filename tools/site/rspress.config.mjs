import { join } from 'node:path';
import { defineConfig } from '@rspress/core';
import { pluginSitemap } from '@rspress/plugin-sitemap';
import { accessibleHtml } from './accessible-html.mjs';
import { navigation, sidebar } from './navigation.mjs';
import { repository } from './pages.mjs';
import { sourceOf } from './routes.mjs';
import { content } from './stage.mjs';
import { addressOf, channelIn, versionLinks } from './versions.mjs';

const channel = channelIn(process.env);
const address = addressOf(channel);
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
  // A search engine lists the pages of the release.
  head: channel.name === 'next' ? [['meta', { name: 'robots', content: 'noindex' }]] : [],
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
    nav: navigation(versionLinks(channel)),
    sidebar: sidebar(),
    editLink: { docRepoBaseUrl: `${repository}/edit/main` },
  },
});
