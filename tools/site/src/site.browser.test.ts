import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { x } from 'tinyexec';
import { accessibilityProblems } from '../../../packages/auth/src/testing/browsers/accessibility.ts';
import { launchChromium, noChromium } from '../../../packages/auth/src/testing/browsers/chromium.ts';
import { photographIn } from '../../../packages/auth/src/testing/browsers/photograph.ts';
import { root } from '../../dev/environment.mjs';
import { address, repository } from '../pages.mjs';
import { problemsOfContents } from './support/accessible-contents.ts';
import {
  attributesOf,
  type BuiltPage,
  builtPages,
  dist,
  fileOf,
  idsOf,
  serveSite,
} from './support/built-site.ts';

/** The longest page, without pictures, in bytes. */
const LONGEST = 200_000;

const base = new URL(address).pathname;
const inChromium = noChromium ? test.skip : test;
let pages: readonly BuiltPage[];
let byRoute: ReadonlyMap<string, BuiltPage>;

beforeAll(async () => {
  await x(process.execPath, [join(root, 'tools/site/build.mjs')], { throwOnError: true });
  pages = builtPages();
  byRoute = new Map(pages.map((page) => [page.route, page]));
});

describe('every page of the built site', () => {
  test('is there: guides, providers and exports', () => {
    expect(pages.filter(({ route }) => route.startsWith('/providers/')).length).toBeGreaterThan(60);
    expect(pages.filter(({ route }) => route.startsWith('/api/')).length).toBeGreaterThan(15);
    expect(pages.length).toBeGreaterThan(110);
  });

  test('links only to existing pages, files and anchors of the site', () => {
    const broken = pages.flatMap((page) =>
      attributesOf(page, 'a', 'href')
        .filter((href) => !/^[a-z][a-z+.-]*:/i.test(href))
        .filter((href) => !exists(page, href))
        .map((href) => `${page.route}: ${href}`),
    );
    expect([...new Set(broken)]).toEqual([]);
  });

  test('links only to existing files of the repository', () => {
    const inRepository = new RegExp(`^${repository}/(?:edit|blob|tree)/main/([^#?]+)`);
    const broken = pages.flatMap((page) =>
      attributesOf(page, 'a', 'href')
        .map((href) => inRepository.exec(href)?.[1])
        .filter((path) => path !== undefined && !existsSync(join(root, path)))
        .map((path) => `${page.route}: ${path}`),
    );
    expect(broken).toEqual([]);
  });

  test('links to the file that it is made from', () => {
    const without = pages
      .filter(({ route }) => route !== '/')
      .filter(
        (page) =>
          !attributesOf(page, 'a', 'href').some((href) => href.startsWith(`${repository}/edit/main/`)),
      );
    expect(without.map(({ route }) => route)).toEqual([]);
  });

  test('has at most 200 kB without pictures', () => {
    const long = pages
      .map(({ route, html }) => ({ route, bytes: Buffer.byteLength(html) }))
      .filter(({ bytes }) => bytes > LONGEST);
    expect(long).toEqual([]);
  });

  test('loads scripts, styles and pictures from the site only, and describes its pictures', () => {
    const loaded = pages.flatMap((page) => [
      ...attributesOf(page, 'script', 'src'),
      ...attributesOf(page, 'img', 'src'),
      ...(page.html.match(/<link\s[^>]*rel="(?:stylesheet|icon|preload|prefetch)"[^>]*>/g) ?? []).flatMap(
        (link) => attributesOf({ ...page, html: link }, 'link', 'href'),
      ),
    ]);
    expect(loaded.filter((url) => !url.startsWith(base) && !url.startsWith('data:'))).toEqual([]);
    const files = new Set(loaded.filter((url) => url.startsWith(base)));
    expect([...files].filter((url) => !fileOf(url.slice(base.length - 1)))).toEqual([]);
    const undescribed = pages.flatMap(({ route, html }) =>
      (html.match(/<img\s[^>]*>/g) ?? [])
        .filter((image) => !/\salt="/.test(image))
        .map((image) => route + image),
    );
    expect(undescribed).toEqual([]);
  });

  test('has one heading of the first level, and a title of its own', () => {
    const titles = pages.map(({ html }) => /<title[^>]*>([^<]*)</.exec(html)?.[1] ?? '');
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
    const headings = pages.map(({ route, html }) => ({
      route,
      headings: html.match(/<h1[\s>]/g)?.length ?? 0,
    }));
    expect(headings.filter(({ headings }) => headings !== 1)).toEqual([]);
  });

  test('is in the sitemap, and the guides are in llms.txt', () => {
    const sitemap = readFileSync(join(dist, 'sitemap.xml'), 'utf8');
    const listed = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = '']) => url);
    const routesOf = (urls: readonly string[]) =>
      urls.map((url) => url.replace(address, '/').replace(/\.html$/, ''));
    expect(routesOf(listed).sort()).toEqual(pages.map(({ route }) => route).sort());
    const guides = [...readFileSync(join(dist, 'llms.txt'), 'utf8').matchAll(/\]\(([^)]+)\)/g)];
    const missing = routesOf(guides.map(([, url = '']) => url)).filter((route) => !byRoute.has(route));
    expect(missing).toEqual([]);
    expect(guides.length).toBeGreaterThan(25);
  });
});

/** Whether a link within the site has a target. */
function exists(page: BuiltPage, href: string): boolean {
  const [path = '', anchor] = href.split('#');
  const route = path.startsWith(base) ? path.slice(base.length - 1) : path;
  const target = path === '' ? page : byRoute.get(route.split('?')[0] ?? '');
  if (!target) return fileOf(route) !== undefined;
  return anchor === undefined || anchor === '' || idsOf(target).has(decodeURIComponent(anchor));
}

describe(`the site in Chromium ${noChromium ?? ''}`, () => {
  /** One page of each kind, and those with contents of their own. */
  const kinds = [
    '/',
    '/how-to/recipes',
    '/concepts/strategies',
    '/reference/troubleshooting',
    '/providers/',
    '/providers/github',
    '/api/auth/stores',
    '/404',
  ];
  let site: Awaited<ReturnType<typeof serveSite>>;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const requests = new Set<string>();
  const problems: string[] = [];

  beforeAll(async () => {
    if (noChromium) return;
    site = await serveSite(base);
    browser = await launchChromium();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.on('request', (request) => requests.add(new URL(request.url()).origin));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const open = async (route: string) => {
    await page.goto(`${site.origin}${base}${route.slice(1)}`);
    await page.locator('h1').waitFor();
    // The scripts name the landmarks.
    await page.waitForFunction(() => !document.querySelector('aside:not([aria-label])'));
  };
  const look = async (route: string, kind: string) => {
    const problems = await accessibilityProblems(page);
    const name = `${route.slice(1).replaceAll('/', '-') || 'home'}-${kind}`;
    await photographIn(new URL('../screenshots/', import.meta.url), page, name);
    return problems.map((problem) => `${route} (${kind}): ${problem}`);
  };

  inChromium('has no accessibility problem in light, in dark and at 390 px', async () => {
    const found: string[] = [];
    for (const route of kinds) {
      await open(route);
      found.push(...(await look(route, 'light')));
      await page.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await look(route, 'dark')));
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 390, height: 844 });
      found.push(...(await look(route, 'mobile')));
      const { scrollWidth } = await page.evaluate(() => document.documentElement);
      expect({ route, wide: scrollWidth > 390 }).toEqual({ route, wide: false });
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    expect(found).toEqual([]);
  });

  inChromium('has no accessibility problem in the contents of any page', async () => {
    await open('/');
    expect(await problemsOfContents(page, pages)).toEqual([]);
  });

  inChromium('finds a page by its text, without a server', async () => {
    await open('/');
    await page.getByRole('button', { name: 'Search' }).first().click();
    await page.keyboard.type('PKCE');
    await page.getByRole('link', { name: /PKCE/ }).first().waitFor();
    await photographIn(new URL('../screenshots/', import.meta.url), page, 'search');
  });

  inChromium('requests nothing from another origin, and reports no error', () => {
    expect([...requests]).toEqual([site.origin]);
    expect(problems).toEqual([]);
  });
});
