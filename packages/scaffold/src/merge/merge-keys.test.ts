import { describe, expect, test } from '@jest/globals';
import { add, before, environmentIn, remove } from '../testing/composed.ts';

describe('a service that merges another map', () => {
  const merging = (map: string) =>
    `x-base: &base\n${map}\n${before.replace(/ {4}environment:\n.*\n/, '    <<: *base\n')}`;

  test('is rejected if its environment comes from there, because another one would replace it', () => {
    const current = merging('  environment:\n    OIDC_ISSUER: https://id.example\n');
    expect(add(current)).toMatchObject({
      collisions: [
        { line: 8, found: '    <<: *base\n', wanted: expect.stringContaining('      GITHUB_CLIENT_ID: ""') },
      ],
    });
    expect(remove(current)).toBe(current);
  });

  test('receives an environment if none comes from there', () => {
    expect(environmentIn(add(merging('  mem_limit: 1g\n')))).toEqual({
      GITHUB_CLIENT_ID: '',
      GITHUB_CLIENT_SECRET_FILE: '/data/github',
    });
  });

  test('receives no variable that its environment merges', () => {
    const env = 'x-a: &a { GITHUB_CLIENT_ID: abc }\nx-b: &b\n  <<: *a\n  B: "1"\n\n';
    const current = `${env}${before.replace('environment:\n', 'environment:\n      <<: [*b]\n')}`;
    expect(environmentIn(add(current))).toEqual({
      OIDC_ISSUER: '',
      ...{ B: '1', GITHUB_CLIENT_ID: 'abc', GITHUB_CLIENT_SECRET_FILE: '/data/github' },
    });
  });
});
