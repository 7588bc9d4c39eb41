import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { childEnvironment } from './support/child-environment.mjs';
import { createWithPackages, exactly } from './support/workspace.ts';

interface Ended {
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Runs `pnpm try` in a workspace without a terminal until it exits. */
async function pnpmTry(directory: string, ...args: string[]): Promise<Ended> {
  const nodeOptions = { cwd: directory, env: childEnvironment };
  const ended = await x('pnpm', ['--silent', 'try', ...args], { ...exactly, nodeOptions });
  return { code: ended.exitCode, out: ended.stdout, err: ended.stderr };
}

const generated: Record<string, string[]> = {
  'backend-callback': [],
  'extension-tab': ['--strategy', 'extension-tab'],
  'the bridge': ['--strategy', 'extension-tab', '--redirect', 'bridge'],
  'a page without a backend': ['--strategy', 'extension-tab', '--exchange', 'ui'],
};

describe.each(Object.entries(generated))('pnpm try in a generated workspace, by %s,', (name, flags) => {
  let directory: string;
  beforeAll(async () => {
    const image = ['--image', 'acme/tried', '--provider', 'oidc'];
    directory = await createWithPackages(`try-${name.replaceAll(' ', '-')}`, ...image, ...flags);
  });

  test('runs every step with the test identity provider, and says that the provider itself was not contacted', async () => {
    const { code, out, err } = await pnpmTry(directory, 'oidc', '--user', 'ada');
    expect({ code, err }).toEqual({ code: 3, err: '' });
    expect(out).toContain("The simulator's identity provider is tested in its place");
    expect(out.match(/^✓ \d\/8 /gm)).toHaveLength(8);
    expect(out).toContain('Ada Lovelace signed in.');
    expect(out).toMatch(
      /OpenID Connect itself was not contacted, because it has no client ID yet\. Set OIDC_CLIENT_ID/,
    );
    expect(out).not.toContain('Users can sign in');
    expect(out).not.toContain('\u001b');
  });

  test('prints the steps as JSON, and exits with 1 at the failed step', async () => {
    const env = join(directory, '.env');
    writeFileSync(
      env,
      'OIDC_CLIENT_ID=mine\nOIDC_ISSUER=http://127.0.0.1:9\nOIDC_CLIENT_SECRET=hush-hush-hush\n',
    );
    const byHand = await pnpmTry(directory, 'oidc', '--json');
    rmSync(env);
    if (flags.includes('extension-tab')) {
      expect(byHand).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('Run this in a terminal.'),
      });
      return;
    }
    expect(byHand.code).toBe(1);
    expect(JSON.parse(byHand.out).steps.at(-1)).toMatchObject({
      ...{ id: 'endpoints', status: 'failed' },
      problem: { fix: expect.stringContaining('Correct OIDC_ISSUER') },
    });
    expect(byHand.out + byHand.err).not.toContain('hush-hush-hush');
  });

  test('lists the providers, and suggests the one that was probably meant', async () => {
    expect(await pnpmTry(directory)).toMatchObject({
      code: 2,
      out: expect.stringContaining('Example: pnpm try oidc'),
    });
    expect(await pnpmTry(directory, 'odic')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean oidc?'),
    });
  });
});
