import { describe, expect, test } from '@jest/globals';
import { add, after, before, environmentIn, remove } from '../testing/composed.ts';
import { extension } from '../testing/edited-extension.ts';

describe('an environment in the file of env_file', () => {
  const file = (text: string) => text.replace(/environment:\n(?: {6}.*\n)+/, 'env_file: .env # ours\n');

  test('is extended by an environment, without variables whose empty value would override the file', () => {
    const { files, warnings, conflicts } = extension({ provider: ['oidc'] }, { 'compose.yaml': file }).plan({
      provider: ['oidc', 'github'],
    });
    expect(conflicts).toEqual([]);
    expect(environmentIn(files.get('compose.yaml'))).toEqual({
      GITHUB_CLIENT_SECRET_FILE: '/data/github-client-secret',
    });
    expect(files.get('compose.yaml')).toContain('    env_file: .env # ours\n    environment:\n      GITHUB_');
    expect(warnings).toContainEqual(
      expect.stringMatching(/^compose\.yaml:\d+: set GITHUB_CLIENT_ID in the file of env_file\./),
    );
  });

  test('adds no empty variables to an environment of the same service', () => {
    const current = before.replace('    environment:', '    env_file: .env\n    environment:');
    expect(environmentIn(add(current))).toEqual({
      OIDC_ISSUER: '',
      GITHUB_CLIENT_SECRET_FILE: '/data/github',
    });
    const list = current.replace('OIDC_ISSUER: ""', '- OIDC_ISSUER=');
    expect(environmentIn(add(list))).toEqual(['OIDC_ISSUER=', 'GITHUB_CLIENT_SECRET_FILE=/data/github']);
  });

  test('keeps everything when a provider is removed', () => {
    expect(remove(file(after))).toBe(file(after));
  });
});
