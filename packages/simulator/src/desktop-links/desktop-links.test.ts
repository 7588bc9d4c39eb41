import { describe, expect, test } from '@jest/globals';
import { parseDesktopLink } from './desktop-link.ts';
import { rewriteLinks } from './rewrite.ts';

describe('a docker-desktop:// link', () => {
  test('to dashboard/open opens Docker Desktop', () => {
    expect(parseDesktopLink('docker-desktop://dashboard/open')).toEqual({ route: 'open' });
  });

  test.each(['acme/hello', 'acme%2Fhello'])('to extension-tab names the extension as %s', (spelling) => {
    const search = `?extensionId=${spelling}&code=c&state=s`;
    expect(parseDesktopLink(`docker-desktop://dashboard/extension-tab${search}`)).toEqual({
      route: 'extension-tab',
      extensionId: 'acme/hello',
      search,
    });
  });

  test.each([
    ['docker-desktop://dashboard/marketplace?extensionId=a/b', 'dashboard/marketplace'],
    ['docker-desktop://dashboard/extension-tab', 'dashboard/extension-tab'],
    ['docker-desktop://elsewhere/open', 'elsewhere/open'],
  ])('to any other path is unknown: %s', (link, path) => {
    expect(parseDesktopLink(link)).toEqual({ route: 'unknown', path });
  });

  test.each([
    'https://example.com/',
    'javascript:alert(1)',
    'docker-desktop://dashboard/open"><script>',
    ' docker-desktop://dashboard/open',
    'docker-desktop://dashboard/open\n',
    'docker-desktop',
    `docker-desktop://dashboard/open?${'x'.repeat(20_000)}`,
    '',
  ])('is rejected when it is %j', (link) => {
    expect(() => parseDesktopLink(link)).toThrow('Only well-formed docker-desktop:// links');
  });
});

describe('rewriting a page', () => {
  const dashboard = 'http://127.0.0.1:9000/';
  const target = 'http://127.0.0.1:9000/os/open?url=docker-desktop%3A%2F%2Fdashboard%2Fopen';

  test.each([
    ['a link', '<a href="docker-desktop://dashboard/open">', `<a href="${target}">`],
    ['a meta refresh', 'content="0;url=docker-desktop://dashboard/open"', `content="0;url=${target}"`],
    ['a script', "location = 'docker-desktop://dashboard/open'", `location = '${target}'`],
  ])('redirects %s to the dashboard', (_what, page, rewritten) => {
    expect(rewriteLinks(page, dashboard)).toBe(rewritten);
  });

  test('decodes &amp; in an attribute as &', () => {
    const page = '<a href="docker-desktop://dashboard/extension-tab?extensionId=a/b&amp;x=1">';
    expect(decodeURIComponent(rewriteLinks(page, dashboard))).toContain('?extensionId=a/b&x=1">');
  });
});
