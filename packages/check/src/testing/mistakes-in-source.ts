import type { Mistake } from './mistakes.ts';

const extension = 'auth/src/extension.ts';
const github = 'auth/src/providers/github.ts';
const vite = 'ui/vite.config.ts';
const built = (html: string, script = '') => ({
  'ui/dist/index.html': html,
  'ui/dist/assets/index.js': script,
});
const page = '<!doctype html><script type="module" src="./assets/index.js"></script>';
const secret = 'a-client-secret-of-a-test';

export const sourceMistakes: readonly Mistake[] = [
  {
    mistake: 'the extension is for hosts that cannot open its tab',
    variant: 'tab',
    ...{ file: 'ddext-oauth.json', replace: '"hosts": "docker"', by: '"hosts": "docker,podman"' },
    rules: ['host-method'],
    found: 'auth/src/providers/oidc.ts',
  },
  {
    mistake: 'the page is blank without the themes of Docker Desktop',
    ...{ file: 'ui/src/HostTheme.tsx', replace: /'__ddMuiV6Themes'/, by: "'themes'" },
    rules: ['ui-theme'],
    found: 'ui/src/main.tsx',
  },
  {
    mistake: 'the provider does not accept a custom scheme',
    variant: 'tab',
    ...{ file: 'auth/src/providers/oidc.ts', replace: /\boidc\b(?= as preset)/, by: 'google' },
    rules: ['provider-method'],
  },
  {
    mistake: 'the port is computed',
    ...{ file: extension, replace: /port: \d+/, by: 'port: Number(process.env.PORT)' },
    rules: ['extension-source'],
  },
  {
    mistake: 'a port is published with the strategy none',
    ...{ file: extension, replace: "'backend-callback'", by: "'none'" },
    rules: ['redirect-port', 'provider-method'],
    found: 'compose.yaml',
  },
  {
    mistake: 'an OAuth provider is added to an extension for keys only',
    variant: 'keys',
    add: {
      'auth/src/providers/github.ts':
        "import { defineProvider } from '@ddext-oauth/auth';\nimport { github as preset } from '@ddext-oauth/auth/providers';\n\nexport const github = defineProvider({ id: 'github', preset, clientId: { variable: 'GITHUB_CLIENT_ID' } });\n",
    },
    rules: ['provider-method'],
    found: 'auth/src/providers/github.ts',
  },
  {
    mistake: 'the strategy does not exist',
    ...{ file: extension, replace: "'backend-callback'", by: "'callback'" },
    rules: ['extension-source'],
  },
  {
    mistake: 'the id has a tag',
    ...{ file: extension, replace: "'acme/hello'", by: "'acme/hello:1.0.0'" },
    rules: ['extension-id', 'record'],
  },
  {
    mistake: 'the image is renamed in one place of four',
    variant: 'tab',
    ...{ file: extension, replace: "'acme/hello'", by: "'acme/greeter'" },
    rules: ['extension-id', 'redirect-uri', 'record'],
    found: 'README.md',
  },
  {
    mistake: 'the port is changed in one place of three',
    ...{ file: extension, replace: /port: \d+/, by: 'port: 50000' },
    rules: ['redirect-uri', 'redirect-port', 'record'],
    found: 'README.md',
  },
  {
    mistake: 'the title in the record differs',
    ...{ file: 'ddext-oauth.json', replace: /"title": ".*"/, by: '"title": "Former title"' },
    rules: ['record'],
  },
  {
    mistake: 'the record contains a merge conflict of Git',
    ...{ file: 'ddext-oauth.json', replace: '{', by: '<<<<<<< HEAD\n{' },
    rules: ['files-readable'],
  },
  {
    mistake: 'the README says to register localhost',
    ...{ file: 'README.md', replace: /\n```\nhttp:\/\/127\.0\.0\.1/, by: '\n```\nhttp://localhost' },
    rules: ['redirect-uri'],
  },
  {
    mistake: 'the README says to register one redirect URI for all providers',
    ...{
      file: 'README.md',
      replace: /\n```\n(http:\S+\/callback)\/github\n/,
      by: '\n```\nhttp://127.0.0.1:51234/callback\n',
    },
    rules: ['redirect-uri'],
  },
  {
    mistake: 'a second provider shares the tab, and neither is known to send iss',
    variant: 'tab',
    add: {
      'auth/src/providers/auth0.ts':
        "import { defineProvider } from '@ddext-oauth/auth';\nimport { auth0 as preset } from '@ddext-oauth/auth/providers';\n\nexport const auth0 = defineProvider({ id: 'auth0', preset, clientId: { variable: 'AUTH0_CLIENT_ID' } });\n",
    },
    rules: ['shared-redirect-uri'],
    found: 'auth/src/providers/auth0.ts',
  },
  {
    mistake: 'the README says to register nothing',
    ...{ file: 'README.md', by: '# Hello\n' },
    rules: ['redirect-uri'],
  },
  {
    mistake: 'the page no longer takes the response of the tab',
    variant: 'tab',
    ...{ file: 'ui/src/main.tsx', replace: "import { authProps } from './auth-props.ts';\n", by: '' },
    rules: ['tab-callback'],
  },
  {
    mistake: 'extension.ts does not parse',
    ...{ file: extension, replace: '} as const', by: '}} as const' },
    rules: ['files-readable'],
  },
  {
    mistake: 'extension.ts is missing',
    ...{ file: extension },
    rules: ['files-readable'],
  },
  {
    mistake: 'a client secret is written into its provider',
    ...{ file: github, replace: /clientSecret: .*/, by: "clientSecret: 'hunter2'," },
    rules: ['provider-secrets'],
  },
  {
    mistake: 'a secret is read where the page can see it',
    ...{
      file: github,
      replace: /clientSecret: .*/,
      by: 'clientSecret: { variable: process.env.SECRET ?? "" },',
    },
    rules: ['provider-secrets'],
  },
  {
    mistake: 'a provider contains a random string',
    ...{
      file: github,
      replace: "id: 'github',",
      by: "id: 'github', key: '3f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c',",
    },
    rules: ['provider-secrets'],
  },
  {
    mistake: 'a secret is configured without a backend',
    variant: 'page',
    file: 'auth/src/providers/oidc.ts',
    ...{ replace: '  preset,\n', by: "  preset,\n  clientSecret: { variable: 'OIDC_CLIENT_SECRET' },\n" },
    rules: ['page-without-secrets'],
  },
  {
    mistake: 'a page without a backend is built from an .env file for development',
    variant: 'page',
    add: { '.env': 'OIDC_CLIENT_ID=a\nDDEXT_INSECURE_LOOPBACK_ISSUER=1\n' },
    rules: ['development-settings'],
    found: '.env',
  },
  {
    mistake: "Google's secret is written into a comment",
    ...{ file: 'backend/src/main.ts', replace: 'import', by: `// GOCSPX-${'x'.repeat(28)}\nimport` },
    rules: ['secret-in-source'],
  },
  {
    mistake: 'the .env file of a project contains a secret, and git does not ignore it',
    ...{ file: '.gitignore', replace: '**/.env*', by: '/.env*' },
    add: { 'backend/.env': `GOOGLE_CLIENT_SECRET=GOCSPX-${'x'.repeat(28)}\n` },
    rules: ['env-ignored', 'secret-in-source'],
  },
  {
    mistake: 'the secret of .env is copied into the README',
    ...{
      file: 'README.md',
      replace: '## Register the extension',
      by: `## Register the extension\n\nThe secret is ${secret}.`,
    },
    add: { '.env': `GITHUB_CLIENT_SECRET=${secret}\n` },
    rules: ['secret-in-source'],
  },
  {
    mistake: 'a secret of the environment is in the bundle',
    add: built(page, `fetch("/token", { body: "${secret}" })`),
    environment: { GITHUB_CLIENT_SECRET: secret },
    rules: ['secret-in-ui'],
    found: 'ui/dist/assets/index.js',
  },
  {
    mistake: 'the base of Vite is missing',
    ...{ file: vite, replace: /.*base: .*\n/, by: '' },
    rules: ['vite-base'],
  },
  {
    mistake: 'the base of Vite is the root',
    ...{ file: vite, replace: "base: './'", by: "base: '/'" },
    rules: ['vite-base'],
  },
  {
    mistake: 'the built page loads its script from the root',
    add: built(page.replace('./', '/')),
    rules: ['ui-relative'],
    found: 'ui/dist/index.html',
  },
  {
    mistake: 'a prefix exposes the client secret to the page',
    ...{ file: vite, replace: "base: './',", by: "base: './',\n  envPrefix: 'GITHUB_'," },
    rules: ['ui-environment'],
  },
  {
    mistake: 'the image is built for one platform',
    ...{ file: '.github/workflows/ci.yml', replace: ',linux/arm64', by: '' },
    rules: ['platforms-workflow'],
  },
  {
    mistake: 'there is no workflow',
    ...{ file: '.github/workflows/ci.yml' },
    rules: ['platforms-workflow'],
    found: 'Dockerfile',
  },
];
