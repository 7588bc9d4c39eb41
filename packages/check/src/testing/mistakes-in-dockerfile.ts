import type { Mistake } from './mistakes.ts';

const file = 'Dockerfile';

export const imageMistakes: readonly Mistake[] = [
  {
    mistake: 'a required label is left out',
    ...{ file, replace: /.*image\.vendor.*\n/, by: '' },
    rules: ['label-required'],
  },
  {
    mistake: 'the categories are left out, as the documentation allows',
    ...{ file, replace: /.*extension\.categories.*\n/, by: '' },
    rules: ['label-required'],
  },
  {
    mistake: 'the changelog is empty',
    ...{ file, replace: /changelog=".*"/, by: 'changelog=""' },
    rules: ['label-empty'],
  },
  {
    mistake: 'the screenshots have no quotes around them',
    ...{
      file,
      replace: /screenshots=".*"/,
      by: 'screenshots=[{"alt":"Page","url":"https://example.com/p.png"}]',
    },
    rules: ['label-escaping'],
  },
  {
    mistake: 'a dollar sign in the description is not escaped',
    ...{ file, replace: '<p>First version.</p>', by: '<p>Costs $nothing.</p>' },
    rules: ['label-escaping'],
  },
  {
    mistake: 'a screenshot has no alternative text',
    ...{ file, replace: /\\"alt\\":\\".*?\\",/, by: '' },
    rules: ['label-json'],
  },
  {
    mistake: 'the additional URLs are not JSON',
    ...{ file, replace: /additional-urls=".*"/, by: 'additional-urls="https://example.com"' },
    rules: ['label-json'],
  },
  {
    mistake: 'the icon of the label is a file of the image',
    ...{ file, replace: /extension\.icon=".*"/, by: 'extension.icon="/icon.svg"' },
    rules: ['label-urls'],
  },
  {
    mistake: 'a category has a capital letter',
    ...{ file, replace: 'utility-tools', by: 'Utility tools' },
    rules: ['label-categories'],
  },
  {
    mistake: 'a label is misspelled',
    ...{ file, replace: 'extension.categories', by: 'extension.category' },
    rules: ['label-required', 'label-unknown'],
  },
  {
    mistake: 'the account-info label is missing',
    ...{ file, replace: /.*account-info.*\n/, by: '' },
    rules: ['label-account-info'],
  },
  {
    mistake: 'the SDK version has no operator',
    ...{ file, replace: '">= 0.3.4"', by: '"0.3.4"' },
    rules: ['api-version-range'],
  },
  {
    mistake: 'the SDK version is not a version',
    ...{ file, replace: '">= 0.3.4"', by: '"latest"' },
    rules: ['api-version-range'],
  },
  {
    mistake: 'the range of SDK versions includes one without links to tabs',
    variant: 'tab',
    ...{ file, replace: '">= 0.3.4"', by: '">= 0.2.3"' },
    rules: ['api-version-strategy'],
  },
  {
    mistake: "the last stage uses the builder's platform",
    ...{ file, replace: /^FROM node:24-slim$/m, by: 'FROM --platform=$BUILDPLATFORM node:24-slim' },
    rules: ['dockerfile-platform'],
  },
  {
    mistake: 'the image runs as root',
    ...{ file, replace: 'USER node\n', by: '' },
    rules: ['unprivileged'],
  },
  {
    mistake: 'no unprivileged user is configured for the backend after it has opened its socket',
    ...{ file, replace: ' DDEXT_RUN_AS=1000:1000', by: '' },
    rules: ['unprivileged'],
    found: 'compose.yaml',
  },
  {
    mistake: 'a secret is in the environment of the image',
    ...{ file, replace: 'USER node\n', by: 'ENV GITHUB_CLIENT_SECRET=abc\nUSER node\n' },
    rules: ['dockerfile-secrets'],
  },
  {
    mistake: 'a token is an argument of the build',
    ...{ file, replace: 'USER node\n', by: 'ARG NPM_TOKEN\nUSER node\n' },
    rules: ['dockerfile-secrets'],
  },
  {
    mistake: 'the image accepts an issuer with plain http',
    ...{ file, replace: 'USER node\n', by: 'ENV DDEXT_INSECURE_LOOPBACK_ISSUER=1\nUSER node\n' },
    rules: ['development-settings'],
  },
  {
    mistake: '.env is copied into the image',
    ...{ file, replace: 'icon.svg /\n', by: 'icon.svg .env /\n' },
    rules: ['dockerfile-secrets'],
  },
  {
    mistake: '.env of a project is part of the build context',
    ...{ file: '.dockerignore', replace: '**/.env*\n', by: '.env\n' },
    rules: ['env-ignored'],
  },
  {
    mistake: 'git does not ignore .env.production',
    ...{ file: '.gitignore', replace: '**/.env*\n', by: '.env\n' },
    rules: ['env-ignored'],
  },
  {
    mistake: 'the icon is not copied into the image',
    ...{ file, replace: 'metadata.json icon.svg /', by: 'metadata.json /' },
    rules: ['metadata-paths'],
    found: 'metadata.json',
  },
];
