import { describe, expect, test } from '@jest/globals';
import { extension, made } from '../testing/edited-extension.ts';

const main = 'ui/src/main.tsx';
const props = 'ui/src/auth-props.ts';
const index = 'auth/src/providers/index.ts';

describe('a renamed file', () => {
  test.each([
    [main, 'ui/src/index.tsx', { strategy: 'extension-tab' }],
    [props, 'ui/src/sign-in/props.ts', { strategy: 'extension-tab', exchange: 'ui' }],
    ['auth/src/registered-redirect-uris.ts', 'auth/src/uris.ts', { port: '5000' }],
    [index, 'auth/src/providers/list.ts', { provider: ['oidc', 'github'] }],
    ['compose.yaml', 'docker-compose.yaml', { port: '5000' }],
    ['compose.yaml', 'compose.yml', { provider: ['oidc', 'github'] }],
    [
      'auth/src/providers/oidc.ts',
      'auth/src/providers/company.ts',
      { strategy: 'extension-tab', exchange: 'ui' },
    ],
    ['backend/src/backend.ts', 'backend/src/server.ts', { strategy: 'extension-tab' }],
  ])('%s is changed as %s by %j', (from, to, change) => {
    const one = extension({ provider: ['oidc'] });
    one.move(from, to);
    const { warnings } = one.apply(change);
    expect(one.files.get(to)).toBe(made({ provider: ['oidc'], ...change }).get(from));
    expect(one.files.has(from)).toBe(false);
    expect(one.plan(change).files.size).toBe(0);
    if (one.files.get(to) !== made({ provider: ['oidc'] }).get(from))
      expect(warnings).toContain(`${from} is now ${to}; the change is made there.`);
  });

  test('with edits is merged', () => {
    const one = extension({ provider: ['oidc'] }, { [main]: (text) => `${text}\nstartTelemetry();\n` });
    one.move(main, 'ui/src/index.tsx');
    one.apply({ provider: ['oidc', 'github'], strategy: 'extension-tab', accept: ['oidc'] });
    const after = made({ strategy: 'extension-tab', provider: ['oidc', 'github'], accept: ['oidc'] }).get(
      main,
    );
    expect(one.files.get('ui/src/index.tsx')).toBe(`${after}\nstartTelemetry();\n`);
  });

  test('is deleted at its new path', () => {
    const one = extension({ provider: ['oidc', 'github'] });
    one.move('auth/src/providers/github.ts', 'auth/src/providers/hub.ts');
    one.edit(index, (text) => text.replace('./github.ts', './hub.ts'));
    expect(one.plan({ provider: ['oidc'] }).files.get('auth/src/providers/hub.ts')).toBeNull();
  });

  test('is found although its path was replaced in all files, also in ddext-oauth.base', () => {
    const one = extension({ provider: ['oidc'] });
    one.move(main, 'ui/src/index.tsx');
    const files = [...one.files].filter(([, text]) => text.includes(main));
    expect(files.map(([path]) => path)).toContain('ddext-oauth.base');
    for (const [path] of files) one.edit(path, (text) => text.replaceAll(main, 'ui/src/index.tsx'));
    one.apply({ title: 'Ours' });
    expect(one.files.get('ui/src/index.tsx')).toBe(made({ provider: ['oidc'] }).get(main));
    expect(one.files.has(main)).toBe(false);
  });

  test('is not detected if there are two copies of it', () => {
    const one = extension({ provider: ['oidc'] });
    one.files.set('ui/src/a.ts', one.files.get(props) ?? '');
    one.move(props, 'ui/src/b.ts');
    const { conflicts } = one.plan({ strategy: 'extension-tab', exchange: 'ui' });
    expect(conflicts.map(({ path }) => path)).toContain(props);
  });
});

describe('a deleted file', () => {
  test('is a conflict that shows the lines, if the change needs it', () => {
    const one = extension({ provider: ['oidc'] });
    one.files.delete('compose.yaml');
    const { conflicts } = one.plan({ provider: ['oidc', 'github'] });
    expect(conflicts).toEqual([
      {
        path: 'compose.yaml',
        cause: 'deleted',
        reason: expect.stringContaining('compose.yaml was deleted, and no other file has its content.'),
        collisions: [{ line: undefined, found: '', wanted: expect.stringContaining('GITHUB_CLIENT_ID: ""') }],
      },
    ]);
    const skipped = one.apply({ provider: ['oidc', 'github'] }, ['compose.yaml']);
    expect(skipped.remaining[0]?.collisions[0]?.wanted).toContain('GITHUB_CLIENT_ID: ""');
  });

  test.each([
    'README.md',
    'AGENTS.md',
    'auth/src/extension.test.ts',
    'backend/src/backend.test.ts',
    '.env.example',
  ])('%s stays deleted, with a warning if it would change', (path) => {
    const one = extension({ provider: ['oidc'], strategy: 'backend-callback' });
    one.files.delete(path);
    const changed = made({ provider: ['oidc', 'github'], strategy: 'extension-tab', accept: ['oidc'] }).get(
      path,
    );
    const isChanged = changed !== made({ provider: ['oidc'] }).get(path);
    const { warnings } = one.apply({
      provider: ['oidc', 'github'],
      strategy: 'extension-tab',
      accept: ['oidc'],
    });
    expect(one.files.has(path)).toBe(false);
    expect(warnings.some((warning) => warning.startsWith(`${path} was deleted and stays deleted.`))).toBe(
      isChanged,
    );
  });
});
