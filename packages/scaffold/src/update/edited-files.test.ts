import { describe, expect, test } from '@jest/globals';
import { extension } from '../testing/edited-extension.ts';

describe('an edited file', () => {
  const index = 'auth/src/providers/index.ts';

  test('keeps edits and formatting in the list of providers', () => {
    const one = extension(
      { provider: ['oidc'] },
      {
        [index]: () => `// Ours.
import type { ProviderSettings } from '@ddext-oauth/auth';
import { work } from '../work.ts';
import { oidc } from './oidc.ts';

export const providers: readonly ProviderSettings[] = [
    oidc, // the main one
    work,
];
`,
      },
    );
    one.add('github');
    expect(one.files.get(index)).toBe(`// Ours.
import type { ProviderSettings } from '@ddext-oauth/auth';
import { work } from '../work.ts';
import { github } from './github.ts';
import { oidc } from './oidc.ts';

export const providers: readonly ProviderSettings[] = [
    oidc, // the main one
    work,
    github,
];
`);
    one.remove('oidc');
    expect(one.files.get(index)).toBe(`// Ours.
import type { ProviderSettings } from '@ddext-oauth/auth';
import { work } from '../work.ts';
import { github } from './github.ts';

export const providers: readonly ProviderSettings[] = [
    work,
    github,
];
`);
  });

  test('keeps values, services and comments of the user in compose.yaml', () => {
    const one = extension(
      { provider: ['oidc'] },
      {
        'compose.yaml': (yaml) =>
          yaml
            .replace('OIDC_ISSUER: ""', 'OIDC_ISSUER: https://id.example')
            .replace(
              'OIDC_CLIENT_SECRET_FILE: /data/oidc-client-secret',
              'OIDC_CLIENT_SECRET_FILE: /data/mine # moved',
            )
            .replace('\nvolumes:\n', '\n  cache:\n    image: redis:8 # ours\n\nvolumes:\n'),
      },
    );
    one.add('github');
    const yaml = one.files.get('compose.yaml');
    expect(yaml).toContain('OIDC_ISSUER: https://id.example');
    expect(yaml).toContain('/data/mine # moved');
    expect(yaml).toContain('  cache:\n    image: redis:8 # ours');
    expect(yaml).toContain('GITHUB_CLIENT_ID: ""');
    one.apply({ strategy: 'extension-tab', accept: ['oidc'] });
    expect(one.files.get('compose.yaml')).not.toContain('ports:');
    expect(one.files.get('compose.yaml')).toContain('OIDC_ISSUER: https://id.example');
  });

  test('keeps edits in package.json and in extension.ts', () => {
    const one = extension(
      { strategy: 'backend-callback' },
      {
        'package.json': (json) =>
          json.replace('"type": "module",', '"type": "module",\n  "keywords": ["a", "b"],'),
        'auth/src/extension.ts': (source) =>
          source.replace("title: 'Sign In',", "title: 'Sign In',\n  // Ours.\n"),
      },
    );
    one.apply({ strategy: 'extension-tab', exchange: 'ui' });
    const manifest = one.files.get('package.json') ?? '';
    expect(manifest).toContain('"keywords": ["a", "b"],');
    expect(manifest).not.toContain('--backend');
    const source = one.files.get('auth/src/extension.ts') ?? '';
    expect(source).toContain('  // Ours.\n');
    expect(source).toContain("strategy: 'extension-tab',\n  redirect: 'scheme',");
    expect(source).not.toMatch(/port:/);
  });

  test('keeps edits in the README around the changes', () => {
    const one = extension(
      { provider: ['oidc'] },
      {
        'README.md': (markdown) =>
          `${markdown.replace('## Register the extension', 'We made this.\n\n## Register the extension')}\n## Ours\n`,
      },
    );
    one.add('github');
    const markdown = one.files.get('README.md') ?? '';
    expect(markdown).toContain('We made this.\n\n## Register the extension');
    expect(markdown).toContain('**GitHub**, at <https://github.com/settings/developers>');
    expect(markdown.endsWith('\n## Ours\n')).toBe(true);
  });

  test('keeps its line breaks', () => {
    const one = extension(
      { provider: ['oidc'] },
      { 'README.md': (markdown) => `${markdown}\nOurs.\n`.replaceAll('\n', '\r\n') },
    );
    one.add('github');
    const markdown = one.files.get('README.md') ?? '';
    expect(markdown).toContain('GitHub');
    expect(markdown.replaceAll('\r\n', '')).not.toContain('\n');
  });
});
