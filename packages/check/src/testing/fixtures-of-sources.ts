import { type Fixture, inFile, type Sample, withBackend } from './fixture.ts';

const EXTENSION = 'auth/src/extension.ts';
const PROVIDER = 'auth/src/providers/github.ts';
const VITE = 'ui/vite.config.ts';

/** A folder is an extension's by its Dockerfile. */
function sources(files: Readonly<Record<string, string>>): Sample {
  return { files: { Dockerfile: 'FROM scratch\n', ...files } };
}

function inSource(file: string, passing: string, failing: string, ...lines: number[]): Fixture {
  const { places } = inFile(file, passing, failing, ...lines);
  return { passing: sources({ [file]: passing }), failing: sources({ [file]: failing }), places };
}

const extension = (members: string) => `export const extension = {\n${members}\n} as const;\n`;
const provider = (members: string) => `export const github = defineProvider({\n${members}\n});\n`;
const tab = (id: string) => extension(`id: '${id}', strategy: 'extension-tab'`);
const callback = extension("id: 'a/b', strategy: 'backend-callback', port: 50000");
const built = (html: string) => sources({ 'ui/dist/index.html': html });
const project = (license: string) =>
  sources({
    'ddext-oauth.json': '{}',
    'ui/package.json': '{"dependencies":{\n"a":"1"}}',
    'ui/node_modules/a/package.json': '{"name":"a","license":"(MIT OR GPL-3.0)","dependencies":{"b":"1"}}',
    'ui/node_modules/b/package.json': JSON.stringify({ name: 'b', version: '1.0.0', license }),
  });

const imported = (preset: string, members = '') =>
  `import { defineProvider } from '@ddext-oauth/auth';\nimport { ${preset} as preset } from '@ddext-oauth/auth/providers';\n${provider(`preset, ${members}`)}`;
const withTab = (files: Readonly<Record<string, string>>) =>
  sources({ [EXTENSION]: tab('a/b'), 'metadata.json': withBackend, ...files });

const twoProviders = {
  'auth/src/providers/a.ts': imported('oidc', "id: 'a'"),
  'auth/src/providers/b.ts': imported('oidc', "id: 'a-b'"),
};
const sharing = (members: string) => ({
  [EXTENSION]: extension(`id: 'a/b', strategy: 'extension-tab', ${members}`),
  'auth/src/providers/github.ts': imported('github', "id: 'github'"),
  'auth/src/providers/code.ts': imported('oidc', "id: 'code', grants: ['device_code']"),
});

const pageOf = (script: string, files: Readonly<Record<string, string>>) => ({
  [EXTENSION]: tab('a/b'),
  'ui/index.html': `<!doctype html>\n<script type="module" src="${script}"></script>\n`,
  ...files,
});

export const sourceFixtures: Readonly<Record<string, Fixture>> = {
  record: {
    passing: sources({
      [EXTENSION]: extension("id: 'a/b',\ntitle: 'Hello',\nport: 50000"),
      'ddext-oauth.json': '{"options":{"image":"a/b","title":"Hello","port":"50000"}}',
    }),
    failing: sources({
      [EXTENSION]: extension("id: 'a/c',\ntitle: 'Goodbye',\nport: 50001"),
      'ddext-oauth.json': '{"options":{\n"image":"a/b",\n"title":"Hello",\n"port":"50000"}}',
    }),
    places: ['ddext-oauth.json:2', 'ddext-oauth.json:3', 'ddext-oauth.json:4'],
  },
  'provider-method': {
    passing: withTab({
      'auth/src/providers/github.ts': imported('github'),
      'auth/src/providers/loginWithAmazon.ts': imported('loginWithAmazon', "grants: ['client_credentials']"),
      'auth/src/providers/own.ts': imported('ours'),
    }),
    failing: withTab({
      'auth/src/providers/google.ts': imported('google'),
      'auth/src/providers/bitbucket.ts': imported('bitbucket', "grants: ['device_code']"),
    }),
    places: ['auth/src/providers/bitbucket.ts:2', 'auth/src/providers/google.ts:2'],
  },
  'shared-redirect-uri': {
    passing: sources({ ...sharing("acceptSharedRedirectUri: ['a', 'a-b']"), ...twoProviders }),
    failing: sources({ ...sharing("acceptSharedRedirectUri: ['a-b', 'github']"), ...twoProviders }),
    places: ['auth/src/providers/a.ts:2'],
  },
  'tab-callback': {
    passing: sources(
      pageOf('./src/start.ts', {
        'ui/src/start.ts': "import('./page');\n",
        'ui/src/page.tsx': "export * from './callback.js';\nexport const page = <p />;\n",
        'ui/src/callback.ts':
          "import { takeTabCallback as take } from '@ddext-oauth/auth/ui';\nexport const callback = take(window);\n",
      }),
    ),
    failing: sources(
      pageOf('/src/index.tsx', {
        'ui/src/index.tsx':
          "// takeTabCallback(window)\nimport { takeTabCallback } from '@ddext-oauth/auth/ui';\nrender(<App />);\n",
        'ui/src/unused.ts': 'takeTabCallback(window);\n',
      }),
    ),
    places: ['ui/src/index.tsx:1'],
  },
  'extension-source': inSource(
    EXTENSION,
    extension("id: 'a/b', title: `A`, strategy: 'backend-callback', port: 50000"),
    extension("id: 'a/b',\ntitle: name(),\nstrategy: 'extension-tab', redirect: 'https'"),
    3,
    4,
  ),
  'extension-id': {
    passing: sources({ [EXTENSION]: tab('a/b'), 'README.md': 'docker extension install a/b:dev\n' }),
    failing: sources({
      [EXTENSION]: tab('A/b'),
      'README.md': 'a\ndocker extension install a/c:dev\n',
      'package.json': '{\n"scripts": { "dev":\n"ddext-simulator --image a/b:dev --ui ui" } }',
    }),
    places: [`${EXTENSION}:2`, 'package.json:3', 'README.md:2'],
  },
  'redirect-uri': {
    passing: sources({
      [EXTENSION]: callback,
      'auth/src/providers/a.ts': imported('oidc', "id: 'a'"),
      'auth/src/providers/b.ts': imported('linear', "id: 'a-b'"),
      'README.md':
        'For one, http://127.0.0.1:50000/callback/a; for the other, http://localhost:50000/callback/a-b.\n',
    }),
    failing: sources({
      [EXTENSION]: callback,
      ...twoProviders,
      'README.md': '# A\n\nhttp://localhost:50000/callback/a\nhttp://127.0.0.1:50000/callback/a-b\n',
      'compose.yaml': '# http://127.0.0.1:50000/callback\n',
      'docs/a.md': 'docker-desktop://dashboard/extension-tab?extensionId=a/b\n',
    }),
    places: ['README.md:3', 'README.md:1', 'compose.yaml:1', 'docs/a.md:1'],
  },
  'provider-secrets': inSource(
    PROVIDER,
    provider("clientId: 'Iv1.8a61f9b3a7aba7660000',\nclientSecret: { variable: 'A_CLIENT_SECRET' }"),
    provider("clientSecret: { variable: 'hunter2' },\nclientKey: key,\nother: 'd1f6c0a4b7e2983f5a6b7c8d'"),
    2,
    3,
    4,
  ),
  'page-without-secrets': {
    passing: sources({
      'metadata.json': '{}',
      [PROVIDER]: provider("clientId: { variable: 'A_CLIENT_ID' }"),
    }),
    failing: sources({
      'metadata.json': '{}',
      [PROVIDER]: provider("clientSecret: { variable: 'A_SECRET' }"),
    }),
    places: [`${PROVIDER}:2`],
  },
  'host-method': {
    passing: withTab({
      'auth/src/providers/a.ts': imported('github', "\ngrants: ['authorization_code', 'device_code']"),
      'auth/src/providers/b.ts': imported('oidc', "\ngrants: ['client_credentials']"),
    }),
    failing: withTab({
      'auth/src/providers/a.ts': imported('github', "\ngrants: ['authorization_code']"),
      'auth/src/providers/b.ts': imported('oidc'),
      'auth/src/providers/c.ts': imported('bitbucket', "\ngrants: ['authorization_code', 'device_code']"),
    }),
    places: ['auth/src/providers/a.ts:5', 'auth/src/providers/b.ts:2', 'auth/src/providers/c.ts:5'],
  },
  'ui-theme': {
    passing: sources({
      'ui/src/main.tsx': 'DockerMuiV6ThemeProvider;\n',
      'ui/src/Theme.tsx': 'window.__ddMuiV6Themes;\n',
    }),
    failing: sources({ 'ui/src/main.tsx': 'a;\n<DockerMuiThemeProvider></DockerMuiThemeProvider>;\n' }),
    places: ['ui/src/main.tsx:2'],
  },
  'ui-image': inSource('ui/src/a.ts', 'extension.images;\n', 'a;\nddClient.extension.image;\n', 2),
  'ui-navigate': inSource(
    'ui/src/a.ts',
    'ddClient.desktopUI.navigate.viewContainers?.();\n',
    'a;\nddClient.desktopUI.navigate.viewContainers();\n',
    2,
  ),
  'ui-storage': inSource(
    'ui/src/a.tsx',
    'const client = createAuthClient(ddClient, { storage: localStorage });\n',
    "localStorage.getItem('a');\na;\nwindow.localStorage['b'] = c;\n",
    1,
    3,
  ),
  'ui-desktop-link': inSource('ui/src/a.js', 'docker-desktop;\n', "a;\n'docker-desktop://dashboard';\n", 2),
  'secret-in-source': inSource('docs/a.md', 'GOCSPX-…\n', `A\nGOCSPX-${'a1'.repeat(14)}\n`, 2),
  'secret-in-ui': {
    passing: built('<p>a</p>'),
    failing: {
      ...built('<p>\na%20client%20secret</p>'),
      environment: { A_CLIENT_SECRET: 'a client secret' },
    },
    places: ['ui/dist/index.html:2'],
  },
  'vite-base': inSource(
    VITE,
    "export default { base: './' };\n",
    "export default defineConfig({\nbase: '/a/' });\n",
    2,
  ),
  'react-app-base': {
    passing: sources({
      'a/package.json': '{"dependencies":{"react-scripts":"5"}}',
      'a/.env': 'PUBLIC_URL=.\n',
      'b/package.json': '{"homepage":"./","devDependencies":{"react-scripts":"5"}}',
    }),
    failing: sources({
      'a/package.json': '{\n"name":"a","dependencies":{"react-scripts":"5"}}',
      'b/package.json': '{\n\n"homepage":"https://example.com","dependencies":{"react-scripts":"5"}}',
    }),
    places: ['a/package.json:2', 'b/package.json:3'],
  },
  'ui-relative': {
    passing: built('<script src="./a.js"></script>'),
    failing: built('<p>\n<link href="/a.css"></p>'),
    places: ['ui/dist/index.html:2'],
  },
  'ui-environment': {
    passing: sources({
      [VITE]: "export default { envPrefix: ['A_CLIENT_ID'] };\n",
      '.env': 'A_CLIENT_SECRET=a-client-secret',
    }),
    failing: sources({ [VITE]: 'export default {};\n', '.env': 'VITE_A_CLIENT_SECRET=a-client-secret' }),
    places: [`${VITE}:1`],
  },
  licenses: {
    passing: project('ISC AND BSD-3-Clause'),
    failing: project('AGPL-3.0'),
    places: ['ui/package.json:2'],
  },
};
