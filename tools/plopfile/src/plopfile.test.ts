import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkRule } from './generators/check-rule.mjs';
import { preset } from './generators/preset.mjs';
import { must, mustNot, oauth, openid, overlay, retitle } from './testing/answers.ts';
import { type Checkout, copyCheckout } from './testing/checkout.ts';

let checkout: Checkout;
beforeAll(async () => {
  checkout = await copyCheckout();
});
afterAll(() => checkout?.remove());

describe('writes nothing and exits with 1', () => {
  test.each([
    [
      'if the file already exists',
      { ...openid, id: 'github' },
      'github.ts already exists; choose another id',
    ],
    ['for a misspelled flag', { ...openid, isuer: 'x' }, "Unknown option '--isuer'"],
    [
      'without an answer or a terminal',
      { id: 'a' },
      'There is no terminal for prompts. Add these options:\n  --name',
    ],
  ])('%s', async (_, flags, reason) => {
    const { code, output } = await checkout.plop('preset', flags);
    expect(output).toContain(reason);
    expect(code).toBe(1);
    expect(await checkout.changed()).toEqual([]);
  });
});

describe('the created files', () => {
  test('are written without prompts if every answer is given', async () => {
    // The second run of each generator builds its package, and generates the documents of both.
    await checkout.write(preset, openid);
    await checkout.write(checkRule, mustNot);
    for (const [generator, flags] of [
      ['preset', oauth],
      ['check-rule', must],
      ['overlay', overlay],
      ['generator', retitle],
    ] as const) {
      expect(await checkout.plop(generator, flags)).toMatchObject({ code: 0 });
    }
    expect((await checkout.changed()).sort()).toEqual([
      'docs/check.md',
      'docs/providers.md',
      'packages/auth/src/contract/login-with-acme.fixture.ts',
      'packages/auth/src/contract/zeta.fixture.ts',
      'packages/check/src/rules/index.ts',
      'packages/check/src/rules/page-without-eval.ts',
      'packages/check/src/rules/readme-title.ts',
      'packages/check/src/testing/fixtures-of-sources.ts',
      'packages/nx/README.md',
      'packages/nx/generators.json',
      'packages/nx/schemas.mjs',
      'packages/nx/src/generators.ts',
      'packages/nx/src/generators/retitle.test.ts',
      'packages/nx/src/generators/retitle.ts',
      'packages/providers/api-surface.md',
      'packages/providers/src/compatibility/matrix.test.ts',
      'packages/providers/src/presets/login-with-acme.reference.ts',
      'packages/providers/src/presets/login-with-acme.ts',
      'packages/providers/src/presets/zeta.reference.ts',
      'packages/providers/src/presets/zeta.ts',
      'packages/providers/src/testing/reviewed-sources.ts',
      'packages/scaffold/README.md',
      'packages/scaffold/src/plan/overlays.test.ts',
      'packages/scaffold/src/plan/overlays.ts',
      'templates/+metrics',
    ]);
  });

  test('pass the lint', async () => {
    expect(await checkout.run('biome', ['check', '--error-on-warnings'])).toMatchObject({ code: 0 });
  });

  test('pass the type check of each package', async () => {
    const names = ['providers', 'auth', 'check', 'scaffold', 'nx'];
    const filters = names.flatMap((name) => ['--filter', `@ddext-oauth/${name}`]);
    const { code, output } = await checkout.run('pnpm', [...filters, '--no-bail', 'run', 'typecheck']);
    expect({ code, output }).toMatchObject({ code: 0 });
    for (const name of names) expect(output).toContain(`packages/${name} typecheck: Done`);
  });

  test('a preset passes the contract, and is in the catalog, the compatibility rules and the documents', async () => {
    const verbose = ['--verbose', '--testNamePattern', `${openid.id}|${oauth.id}|document|catalog`];
    const known = await checkout.run('pnpm', ['--filter', '@ddext-oauth/providers', 'test', ...verbose]);
    const contract = ['--filter', '@ddext-oauth/auth', 'test', 'src/contract'];
    const kept = await checkout.run('pnpm', [...contract, ...verbose]);
    const output = known.output + kept.output;
    for (const id of [openid.id, oauth.id]) {
      expect(output).toMatch(
        new RegExp(
          `the preset ${id}\n +✓ sends the documented authorization request.*\n +✓ exchanges the code`,
        ),
      );
      expect(output).toContain(`✓ judge ${id} in every combination as its documentation does`);
    }
    expect(output).not.toContain('✕');
    expect(await checkout.read('docs/providers.md')).toContain(
      "| [Acme's](#login-with-acme) | ? | ? | ? | ? | ? | ? |",
    );
  });

  test('a preset marks every fact that was not asked for as unknown', async () => {
    const presets = 'packages/providers/src/presets';
    const texts = [
      await checkout.read(`${presets}/zeta.ts`),
      await checkout.read(`${presets}/zeta.reference.ts`),
    ];
    expect(texts.map((text) => text.match(/notYet\('/g)?.length)).toEqual([3, 8]);
    for (const text of texts) expect(text).not.toMatch(/\b(yes|no)\(/);
  });

  test('a check rule has findings in its sample and none in a new extension', async () => {
    const suites = ['src/rules/rules', 'rules-page', 'fresh'];
    // A new extension for each provider takes most of the time, and the rules are not about providers.
    const others = ['--testNamePattern', '^(?!.*each provider of the catalog)'];
    const { output } = await checkout.run(
      'pnpm',
      ['test', ...suites, '--verbose', ...others],
      'packages/check',
    );
    expect(output).toContain('✓ has no finding with {"strategy"');
    for (const { id } of [mustNot, must]) {
      expect(output).toMatch(
        new RegExp(`${id}\n +✓ has no finding in its passing fixtures.*\n +✓ finds each violation`),
      );
    }
    expect(output).not.toContain('✕');
    expect(await checkout.read('docs/check.md')).toContain(`## ${must.id}\n\n${must.what}\n`);
  });

  test('an overlay is applied where its option requires it', async () => {
    const { output } = await checkout.run('pnpm', ['test', 'overlays', '--verbose'], 'packages/scaffold');
    expect(output).toContain('✓ +metrics is applied only with its option');
    expect(output).not.toContain('✕');
    expect(await checkout.read('templates/+metrics/docs/dot-metrics.md.hbs')).toBe(
      '# Metrics of {{markdown title}}\n',
    );
  });

  test('a generator changes an extension in place, and has a schema', async () => {
    expect(await checkout.run('nx', ['build', '@ddext-oauth/nx'])).toMatchObject({ code: 0 });
    const { output } = await checkout.run('pnpm', ['test', 'retitle', 'schemas', '--verbose'], 'packages/nx');
    expect(output).toContain('✓ changes an extension to what the option creates');
    expect(output).toContain('✓ the generator retitle has a function, a schema and a description');
    expect(output).not.toContain('✕');
  });
});
