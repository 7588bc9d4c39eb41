import { describe, expect, test } from '@jest/globals';
import {
  checkExtension,
  dockerfile,
  metadata,
  otherExtension,
  withService,
} from '../testing/other-extension.ts';

const label = (name: string, value: string) => `LABEL com.docker.${name}=${value}\n`;

describe('an extension that ddext-oauth did not create', () => {
  test('has no finding if it has no mistake, and lists the rules that do not apply as not checked', async () => {
    const { findings, report, reason } = await checkExtension(otherExtension);
    expect(findings).toEqual([]);
    for (const rule of ['extension-source', 'redirect-uri', 'provider-secrets', 'tab-callback', 'record'])
      expect([rule, reason(rule)]).toEqual([rule, expect.stringMatching(/^there is no /)]);
    expect(reason('label-account-info')).toBe('nothing shows whether the extension signs users in.');
    expect(reason('compose-privileged')).toBe(
      'metadata.json has no vm section, so the extension has no backend.',
    );
    expect(reason('licenses')).toBe('the extension was not created by ddext-oauth.');
    expect(report.profile).toContain('no sign-in seen');
  });

  test('needs no README.md, package.json, workflow, auth/ or /data of its own', async () => {
    expect((await checkExtension(withService(''))).findings).toEqual([]);
  });

  test('has each rule either in checked or in notChecked', async () => {
    const { report } = await checkExtension(withService(''));
    const left = report.notChecked.map(({ rule }) => rule);
    expect(report.checked.filter((rule) => left.includes(rule))).toEqual([]);
    expect(new Set([...report.checked, ...left]).size).toBe(report.checked.length + left.length);
  });
});

describe('label-account-info', () => {
  test.each([
    ['a link to the tab', 'ui/app.js', "open('docker-desktop://dashboard/extension-tab?extensionId=a/b');"],
    ['a token that it sends', 'vm/main.go', 'request.Header.Set("Authorization", "Bearer "+token)'],
    ['a device code', 'backend/index.js', 'fetch(url, { body: { device_code } });'],
    ['a field for a password', 'ui/src/Login.tsx', `<TextField type={shown ? 'text' : 'password'} />`],
    ['a field for a key', 'ui/src/Settings.tsx', '<TextField value={apiKey} />'],
  ])('is found for %s', async (_, file, content) => {
    const { report } = await checkExtension({ ...otherExtension, [file]: content });
    const [finding] = report.findings.filter(({ rule }) => rule === 'label-account-info');
    expect(finding).toMatchObject({ severity: 'note', message: expect.stringContaining(`${file}:1`) });
  });

  test.each([
    ['a test', 'ui/src/Login.test.tsx', '<TextField type="password" />'],
    ['documentation', 'docs/login.html', '<input type="password">'],
    ['a dependency', 'ui/node_modules/a/index.js', "'Bearer ' + token"],
    ['output of a bundler', 'ui/build/static/js/main.js', 'x={access_token:1}'],
    ['minified code', 'ui/app.js', `${'a;'.repeat(3000)}access_token`],
    ['a key of analytics', 'ui/src/index.tsx', "analytics.init({ apiKey: 'public' });"],
    ['the word alone', 'ui/src/App.tsx', '// tokens of the design, passwords'],
  ])('is not checked for %s', async (_, file, content) => {
    const { findings, reason } = await checkExtension({ ...otherExtension, [file]: content });
    expect(findings).toEqual([]);
    expect(reason('label-account-info')).toContain('nothing shows');
  });
});

describe('labels with arguments', () => {
  test('contain the defaults of ARG and ENV', async () => {
    const after = `ARG KIND=networking\nENV URL=https://example.com\n${label('extension.categories', `"\${KIND}"`)}${label('extension.publisher-url', '$URL')}`;
    expect((await checkExtension({ ...otherExtension, Dockerfile: dockerfile({ after }) })).findings).toEqual(
      [],
    );
  });

  test('are found empty if the argument has no default and no build file passes it', async () => {
    const after = `ARG CHANGES\n${label('extension.changelog', '"$CHANGES"')}`;
    const { report } = await checkExtension({ ...otherExtension, Dockerfile: dockerfile({ after }) });
    expect(report.findings).toMatchObject([
      { rule: 'label-empty', message: expect.stringContaining('unless the build passes CHANGES') },
    ]);
  });

  test.each([
    ['changelog', 'label-empty'],
    ['categories', 'label-categories'],
    ['screenshots', 'label-json'],
    ['publisher-url', 'label-urls'],
  ])('are unknown if a Makefile passes the argument of %s', async (name, rule) => {
    const after = `ARG GIVEN\n${label(`extension.${name}`, '"$GIVEN"')}`;
    const Makefile = 'build:\n\tdocker build --build-arg GIVEN=x .\n';
    const { findings, reason } = await checkExtension({
      ...otherExtension,
      Makefile,
      Dockerfile: dockerfile({ after }),
    });
    expect(findings).toEqual([]);
    expect(reason(rule)).toContain('build argument');
  });

  test('may have more members in their JSON than Docker reads, no additional URL, and a mailto URL', async () => {
    const urls = `'[{"title":"a","url":"mailto:a@example.com","alt":"b"}]'`;
    const after = label('extension.additional-urls', urls);
    expect((await checkExtension({ ...otherExtension, Dockerfile: dockerfile({ after }) })).findings).toEqual(
      [],
    );
    const none = label('extension.additional-urls', '"[]"');
    expect(
      (await checkExtension({ ...otherExtension, Dockerfile: dockerfile({ after: none }) })).findings,
    ).toEqual([]);
  });
});

describe('metadata-socket', () => {
  const vm = { ...otherExtension, 'metadata.json': metadata({ vm: { image: `\${DESKTOP_PLUGIN_IMAGE}` } }) };
  const finding = 'metadata-socket metadata.json:1';

  test.each([
    ['vm.cli.exec only', "ddClient.extension.vm.cli.exec('uname', []);", []],
    ['vm.service', "ddClient.extension.vm.service.get('/a');", [finding]],
    ['vm.service with optional chaining', "client.extension?.vm?.service?.get('/a');", [finding]],
    ['vm.service with an assertion', "client.extension.vm!.service!.get('/a');", [finding]],
    ['a destructured service', 'const { service } = ddClient.extension.vm;', [finding]],
  ])('of a page that calls %s', async (_, content, expected) => {
    const { findings } = await checkExtension({ ...vm, 'ui/app.js': content });
    expect(findings.filter((each) => !each.startsWith('unprivileged'))).toEqual(expected);
  });

  test('is not checked if the UI is not in the folder', async () => {
    const { reason } = await checkExtension({ ...vm, 'ui/index.html': undefined });
    expect(reason('metadata-socket')).toContain('no sources of a UI');
  });
});

describe('the tab link', () => {
  const link = {
    'ui/a.ts': "const back = 'https://open.docker.com/dashboard/extension-tab?extensionId=a/b';",
  };
  const version = (value: string) =>
    dockerfile({ after: label('desktop.extension.api.version', `"${value}"`) });

  test.each(['>= 0.2.3', '>=0.2.x', '0.3.0', '>0.2, <1', '^0.3.0 || >=1'])(
    'requires an API version above %s',
    async (value) => {
      const { findings } = await checkExtension({ ...otherExtension, ...link, Dockerfile: version(value) });
      expect(findings).toContainEqual(expect.stringMatching(/^api-version-strategy Dockerfile:/));
    },
  );

  test.each(['>= 0.3.4', '> 0.3.3', '0.4.2', '~0.3.4'])(
    'is supported by the API version %s',
    async (value) => {
      const { findings } = await checkExtension({ ...otherExtension, ...link, Dockerfile: version(value) });
      expect(findings).not.toContainEqual(expect.stringMatching(/^api-version-strategy/));
    },
  );
});
