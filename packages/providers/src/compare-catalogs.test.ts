import { describe, expect, test } from '@jest/globals';
import { disagreementsOf } from '../compare-catalogs.mjs';
import { canBeEqual, urlsIn } from '../other-catalogs.mjs';
import { catalog } from './catalog.ts';

describe('the URLs of another catalog', () => {
  test.each([
    [
      'a JSON object',
      '{"authorize_url":"https://a.example/authorize","access_url":"https://a.example/token","oauth":2}',
    ],
    [
      'constants',
      'const authorizationEndpoint = "https://a.example/authorize";\nconst tokenEndpoint = "https://a.example/token";',
    ],
    [
      'an object with a nested URL',
      'return { authorization: {\n  url: "https://a.example/authorize", params: {} }, token: "https://a.example/token" };',
    ],
  ])('are found in %s by the names before them', (_kind, source) => {
    expect(urlsIn(source)).toEqual([
      { role: 'authorization', url: 'https://a.example/authorize' },
      { role: 'token', url: 'https://a.example/token' },
    ]);
  });

  test('have * for an expression, and for a base that is joined to a path', () => {
    const template = ['token: `$', '{base}/oauth/token`'].join('');
    const source = `${template}, this.authorizationEndpoint = joinURIAndPath(base, "/authorize/");`;
    expect(urlsIn(source).map(({ url }) => url)).toEqual(['*/oauth/token', '*/authorize/']);
  });

  test('are not taken from comments, and not from names without a role', () => {
    const source =
      '/* token: "https://a.example/1" */\n// token: "https://a.example/2"\nlogo: "https://a.example/3"';
    expect(urlsIn(source)).toEqual([]);
  });
});

test.each([
  ['https://a.example/token', 'https://a.example/token/', true],
  ['https://a.example/token?x=1', 'https://a.example/token', true],
  ['https://{host}/oauth/token', 'https://gitlab.com/oauth/token', true],
  ['{baseUrl}/oauth/token', '*/oauth/token', true],
  ['https://a.example/token', '*/oauth/token', false],
  ['https://{host}/oauth/token', 'https://gitlab.com/oauth/revoke', false],
  ['https://a.example/token', 'https://b.example/token', false],
])('%s and %s can be the same endpoint: %s', (one, other, expected) => {
  expect(canBeEqual(one, other)).toBe(expected);
});

test('a disagreement has the reason of the reference, if it explains it', () => {
  const other = (url: string) => ({ role: 'token', url, catalog: 'test' }) as const;
  const others = new Map([
    [
      'figma',
      [other('https://www.figma.com/api/oauth/token'), other('https://api.figma.com/v1/oauth/token')],
    ],
    ['asana', [other('https://app.asana.example/token')]],
  ]);
  expect(disagreementsOf(catalog, others).map(({ id, reason }) => [id, reason])).toEqual([
    ['asana', undefined],
    ['figma', 'Figma withdrew it in February 2025.'],
  ]);
});
