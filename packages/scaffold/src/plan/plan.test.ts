import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { catalog } from '@ddext-oauth/providers/catalog';
import { describe, expect, test } from '@jest/globals';
import { resolveOptions } from '../options/options.ts';
import { templateSet } from '../testing/templates.ts';
import type { RuntimePackage } from './packages.ts';
import { registryPackages } from './packages.ts';
import { createPlan, explainPlan } from './plan.ts';

const { options } = resolveOptions({
  directory: 'sign-in',
  provider: ['github', 'oidc'],
  image: 'acme/sign-in',
  title: 'Say "hi" & $5 \\o/',
  port: '51234',
});

function planOf(
  texts: Readonly<Record<string, string>>,
  packages: readonly RuntimePackage[] = registryPackages(),
) {
  return Object.fromEntries(createPlan(options, { packages, templates: templateSet(texts) }));
}

describe('a template', () => {
  test('is rendered if it ends in .hbs, and copied with its braces otherwise', () => {
    expect(planOf({ 'extension/a.hbs': '{{name}}', 'extension/b': '{{name}}' })).toEqual({
      a: 'sign-in',
      b: '{{name}}',
    });
  });

  test('writes values unchanged, or escaped by a helper for JSON, Dockerfiles, HTML and Markdown', () => {
    expect(
      planOf({
        'extension/a.hbs':
          '{{title}}\n{{json title}}\n{{label title}}\n{{label (json title)}}\n{{html title}}\n{{markdown title}}',
      }).a,
    ).toBe(
      [
        String.raw`Say "hi" & $5 \o/`,
        String.raw`"Say \"hi\" & $5 \\o/"`,
        String.raw`Say \"hi\" & \$5 \\o/`,
        String.raw`\"Say \\\"hi\\\" & \$5 \\\\o/\"`,
        String.raw`Say &quot;hi&quot; &amp; $5 \o/`,
        String.raw`Say "hi" \& $5 \\o/`,
      ].join('\n'),
    );
  });

  test.each([
    ['plain', `'plain'`],
    ['Say "hi"', `'Say "hi"'`],
    ["It's", `"It's"`],
    [`It's "it"`, String.raw`'It\'s "it"'`],
    [`It's 'it' or "it`, String.raw`"It's 'it' or \"it"`],
    [String.raw`a\'b"\"`, String.raw`'a\\\'b"\\"'`],
  ])('writes %j in TypeScript as a formatter does', (title, source) => {
    const templates = templateSet({ 'extension/a.hbs': '{{ts title}}' });
    const plan = createPlan({ ...options, title }, { packages: registryPackages(), templates });
    expect(plan.get('a')).toBe(source);
    expect(runInNewContext(source)).toBe(title);
  });

  test('can compare the strategy', () => {
    expect(
      planOf({ 'extension/a.hbs': '{{#if (eq strategy "backend-callback")}}yes{{else}}no{{/if}}' }).a,
    ).toBe('yes');
  });

  test('can use the redirect URI, the command and the providers', () => {
    const text =
      '{{redirectUris.[0].uri}} {{org}} {{command}}{{#each providers}}\n{{variable}} {{needsIssuer}} {{needsSecret}}{{/each}}';
    expect(planOf({ 'extension/a.hbs': text }).a).toBe(
      `http://127.0.0.1:51234/callback/github acme pnpm create ddext-oauth sign-in --strategy backend-callback --hosts docker,rancher,podman --provider github --provider oidc --image acme/sign-in --title 'Say "hi" & $5 \\o/' --port 51234 --yes
GITHUB false true
OIDC true false`,
    );
  });

  test('has the redirect URI as the value of its field in the registration', () => {
    const text = '{{#each providers}}{{#each registration.fields}}{{name}}={{value}};{{/each}}{{/each}}';
    const rendered = planOf({ 'extension/a.hbs': text }).a;
    expect(rendered).toContain('Authorization callback URL=http://127.0.0.1:51234/callback/github;');
    expect(rendered).not.toContain('{redirectUri}');
  });

  test.each(['{{nothing}}', '{{json nothing}}', '{{label nothing}}', '{{org.nothing}}', '{{> nothing}}'])(
    'that uses a missing value fails: %s',
    (text) => {
      expect(() => planOf({ 'extension/a.hbs': text })).toThrow(/template of a cannot be rendered/);
    },
  );

  test('that misspells a helper fails when it is built', () => {
    expect(() => planOf({ 'extension/a.hbs': '{{jsn name}}' })).toThrow('unknown helper jsn');
  });

  test('in the folder of a provider is rendered once for each provider', () => {
    expect(planOf({ 'provider/p/__provider.id__.ts.hbs': '{{provider.name}} of {{name}}' })).toEqual({
      'p/github.ts': 'GitHub of sign-in',
      'p/oidc.ts': 'OpenID Connect of sign-in',
    });
  });
});

describe('an overlay', () => {
  test('is applied only with its option', () => {
    const plan = planOf({ 'extension/a': '', '+backend-callback/b': '', '+extension-tab/c': '' });
    expect(Object.keys(plan)).toEqual(['a', 'b']);
  });

  test('replaces a common file and a common partial', () => {
    const plan = planOf({
      'extension/a.hbs': '{{> greeting}} {{> farewell}}',
      'extension/b': 'common',
      'extension/_partials/greeting.hbs': 'hello {{name}}',
      'extension/_partials/farewell.hbs': 'bye',
      '+backend-callback/_partials/greeting.hbs': 'hi {{name}}',
      '+backend-callback/b': 'overlaid',
    });
    expect(plan).toEqual({ a: 'hi sign-in bye', b: 'overlaid' });
  });
});

describe('two sources of one path', () => {
  test.each([
    ['in one folder', { 'extension/a': '', 'extension/a.hbs': '' }, 'Both extension/a and extension/a.hbs'],
    ['rendered for two providers', { 'provider/a.hbs': '' }, 'Both provider/a.hbs and provider/a.hbs'],
    [
      'of a provider and the common folder',
      { 'extension/a': '', 'provider/a': '' },
      'Both extension/a and provider/a',
    ],
    ['that differ in case', { 'extension/a': '', 'extension/A': '' }, 'write both a and A'],
    [
      'of which one is a directory',
      { 'extension/a': '', 'extension/A/b/c': '' },
      'write a as a file and A/b/c below it',
    ],
  ])('are an error %s', (_, texts, message) => {
    expect(() => planOf(texts)).toThrow(message);
  });
});

describe('a plan', () => {
  test('is sorted by path, and the same each time', () => {
    const once = createPlan(options, { packages: registryPackages() });
    const again = createPlan(options, { packages: registryPackages() });
    expect([...once]).toEqual([...again]);
    expect([...once.keys()]).toEqual([...once.keys()].sort());
  });

  test('does not depend on where it will be written', () => {
    const plans = ['sign-in', '/elsewhere/sign-in'].map((directory) => {
      const { options } = resolveOptions({ directory });
      return [...createPlan(options, { packages: registryPackages() })];
    });
    expect(plans[0]).toEqual(plans[1]);
  });

  test('contains the packed packages, and templates can use their versions and paths', () => {
    const content = Buffer.from('bytes');
    const packages = [
      { name: '@ddext-oauth/auth', range: '^1.0.0', tarball: { path: 'vendor/a-1.0.0.tgz', content } },
    ];
    const text = '{{#each packages}}{{name}} {{range}} {{tarball}}{{/each}} {{vendored}} {{ranges.auth}}';
    expect(planOf({ 'extension/a.hbs': text }, packages)).toEqual({
      a: '@ddext-oauth/auth ^1.0.0 vendor/a-1.0.0.tgz true ^1.0.0',
      'vendor/a-1.0.0.tgz': content,
    });
  });
});

describe('the explanation of a plan', () => {
  const explain = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(explainPlan(options, { packages: [], templates: templateSet(texts) }));

  test('names the template of each file, and the overlay that replaced a common one', () => {
    const texts = { 'extension/a.hbs': 'a', 'extension/b': 'b', '+backend-callback/b': 'b' };
    expect(explain(texts)).toEqual({
      a: { source: 'extension/a.hbs', partials: [] },
      b: { source: '+backend-callback/b', partials: [] },
    });
  });

  test('lists the partials that were rendered, nested ones too, and none of a branch that was not taken', () => {
    const texts = {
      'extension/a.hbs': '{{> outer}}{{#if tab}}{{> other}}{{/if}}',
      'extension/_partials/outer.hbs': '{{> inner}}{{> inner}}',
      'extension/_partials/inner.hbs': 'common',
      'extension/_partials/other.hbs': '',
      '+backend-callback/_partials/inner.hbs': 'callback',
    };
    expect(explain(texts).a?.partials).toEqual([
      '+backend-callback/_partials/inner.hbs',
      'extension/_partials/outer.hbs',
    ]);
  });

  test('names the package of a packed package', () => {
    const tarball = { path: 'vendor/a-1.0.0.tgz', content: Buffer.of() };
    const packages = [{ name: '@ddext-oauth/auth', range: '^1.0.0', tarball }];
    const origins = explainPlan(options, { packages, templates: {} });
    expect(origins.get('vendor/a-1.0.0.tgz')).toEqual({ source: '@ddext-oauth/auth', partials: [] });
  });

  test.each([{}, { strategy: 'extension-tab' }, { strategy: 'extension-tab', exchange: 'ui' }])(
    'names existing files of templates/ for every file of the plan, with %j',
    (raw) => {
      const { options } = resolveOptions({ directory: 'sign-in', ...raw });
      const packages = registryPackages();
      const origins = explainPlan(options, { packages });
      expect([...origins.keys()]).toEqual([...createPlan(options, { packages }).keys()]);
      const named = [...origins.values()].flatMap(({ source, partials }) => [source, ...partials]);
      const templates = join(import.meta.dirname, '../../../../templates');
      expect(named.filter((file) => !existsSync(join(templates, file)))).toEqual([]);
    },
  );
});

describe('the templates of this repository', () => {
  const choices = [...catalog.map(({ id }) => [id]), catalog.map(({ id }) => id)];

  test.each(choices)('render for %s', (...provider) => {
    const { options } = resolveOptions({ directory: 'sign-in', provider: provider.flat() });
    const plan = createPlan(options, { packages: registryPackages() });
    for (const [path, content] of plan) {
      expect(path).not.toMatch(/dot-|__|\.hbs$|_partials/);
      if (typeof content === 'string' && /\.json$/.test(path))
        expect(() => JSON.parse(content)).not.toThrow();
    }
  });
});
