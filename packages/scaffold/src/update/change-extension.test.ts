import { describe, expect, test } from '@jest/globals';
import type { RawOptions } from '../options/options.ts';
import { extension, made, textOf as text } from '../testing/edited-extension.ts';

describe('an extension without edits', () => {
  test.each<[before: RawOptions, change: RawOptions, after?: RawOptions]>([
    [{ provider: ['oidc'] }, { provider: ['oidc', 'github'] }],
    [{ provider: ['oidc', 'github'] }, { provider: ['github'] }],
    [{ provider: ['github'] }, { token: ['github', 'grafana'] }],
    [{ provider: ['github'], token: ['github'] }, { token: [] }, { provider: ['github'] }],
    [{ token: ['github'] }, { provider: ['oidc', 'github'] }],
    [{ provider: ['github'], token: ['docker-hub'] }, { provider: [] }, { token: ['docker-hub'] }],
    [{ strategy: 'extension-tab', provider: ['github'], token: ['grafana'] }, { provider: [] }],
    [
      { strategy: 'extension-tab', token: ['docker-hub'] },
      { provider: ['github'] },
      { strategy: 'extension-tab', provider: ['github'], token: ['docker-hub'] },
    ],
    [{ token: ['docker-hub'], port: '25000' }, { provider: ['gitlab'] }],
    [{ token: ['docker-hub'] }, { port: '25000' }],
    [{ strategy: 'backend-callback' }, { strategy: 'extension-tab' }],
    [{ strategy: 'extension-tab' }, { provider: ['oidc', 'github'], accept: ['oidc'] }],
    [
      { strategy: 'extension-tab', provider: ['oidc', 'auth0'], accept: ['oidc', 'auth0'] },
      { provider: ['oidc'] },
      { strategy: 'extension-tab' },
    ],
    [
      { strategy: 'extension-tab', provider: ['oidc', 'auth0'], accept: ['oidc', 'auth0'] },
      { strategy: 'backend-callback' },
      { provider: ['oidc', 'auth0'] },
    ],
    [
      { strategy: 'extension-tab', provider: ['oidc', 'github'], accept: ['oidc'] },
      { provider: ['oidc', 'github', 'auth0'], accept: ['auth0'] },
      { strategy: 'extension-tab', provider: ['oidc', 'github', 'auth0'], accept: ['oidc', 'auth0'] },
    ],
    [
      { strategy: 'extension-tab', provider: ['oidc', 'auth0'], accept: ['oidc', 'auth0'] },
      { strategy: 'extension-tab', redirect: 'bridge', accept: ['auth0'] },
      {
        ...{ strategy: 'extension-tab', redirect: 'bridge' },
        ...{ provider: ['oidc', 'auth0'], accept: ['oidc', 'auth0'] },
      },
    ],
    [{ strategy: 'extension-tab' }, { strategy: 'extension-tab', redirect: 'bridge' }],
    [{ strategy: 'extension-tab', exchange: 'ui' }, { strategy: 'backend-callback' }, {}],
    [{ strategy: 'backend-callback' }, { strategy: 'extension-tab', exchange: 'ui' }],
    [{ hosts: 'docker' }, { hosts: 'docker,podman' }],
    // The default hosts depend on the strategy. Chosen ones stay.
    [{ strategy: 'extension-tab' }, { strategy: 'backend-callback' }, {}],
    [{ hosts: 'docker,podman' }, { strategy: 'extension-tab' }],
  ])(
    'is changed to the files of a new extension with the new options: %j to %j',
    (before, change, after = { ...before, ...change }) => {
      const one = extension(before);
      one.apply(change);
      expect(text(one.files)).toEqual(text(made(after)));
    },
  );

  test('is not changed by a second run', () => {
    const one = extension({ provider: ['oidc'] });
    expect([...one.add('github').files.keys()]).toContain('auth/src/providers/github.ts');
    expect([...one.add('github').files.keys()]).toEqual([]);
  });

  test('is unchanged after a provider is added and removed', () => {
    const one = extension({ provider: ['oidc'] });
    one.add('github');
    one.remove('github');
    expect(text(one.files)).toEqual(text(made({ provider: ['oidc'] })));
  });

  test('rejects the removal of its last provider', () => {
    expect(() => extension({ provider: ['oidc'] }).remove('oidc')).toThrow(
      'oidc is the only provider of this extension; add another one first.',
    );
  });
});
