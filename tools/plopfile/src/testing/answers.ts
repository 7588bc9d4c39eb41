import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../dev/environment.mjs';

/** Answers for each generator. */
export const openid = {
  id: 'login-with-acme',
  name: "Acme's",
  protocol: 'oidc',
  issuer: 'https://acme.example/tenants/one/',
  authentication: 'client_secret_basic',
  scopes: 'openid profile email',
  console: 'https://acme.example/apps',
  source: 'https://docs.acme.example/sign-in',
};
export const oauth = {
  id: 'zeta',
  name: 'Zeta',
  protocol: 'oauth2',
  authorization: 'https://zeta.example/authorize',
  token: 'https://zeta.example/token',
  userInfo: 'https://api.zeta.example/v1/me',
  personId: 'data.id',
  personName: 'data.attributes.name',
  authentication: 'client_secret_post',
  source: 'https://docs.zeta.example/oauth',
  grade: 'report',
};
export const mustNot = {
  id: 'page-without-eval',
  file: 'ui/index.html',
  condition: 'must-not',
  pattern: String.raw`\beval\(`,
  keeps: '<p>evaluated</p>',
  breaks: `<script>eval('1'); eval("2")</script>`,
  severity: 'error',
  what: 'The page evaluates no text.',
  why: 'A text that is evaluated may come from anywhere.',
  source: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/eval',
  fix: 'Call what the text names.',
};
export const must = {
  ...mustNot,
  ...{ id: 'readme-title', file: 'README.md', condition: 'must', pattern: '^# ' },
  ...{ keeps: '# Hello', breaks: 'Hello', what: 'The README has a title.' },
};
export const overlay = {
  name: 'metrics',
  when: 'bridge',
  adds: 'a page of notes about metrics',
  file: 'docs/.metrics.md',
  text: '# Metrics of {{title}}',
};
export const retitle = {
  name: 'retitle',
  description: 'Give an extension another title',
  option: 'title',
  value: 'Hello "again"',
};

/** The answers in CONTRIBUTING.md. */
export const walkthrough = flagsIn(/npm run plop -- preset((?:.*\\\n)+.*)/);

function flagsIn(command: RegExp): Record<string, string> {
  const [, flags = ''] = command.exec(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')) ?? [];
  const pairs = flags.matchAll(/--(\w+) (?:"([^"]*)"|(\S+))/g);
  return Object.fromEntries(Array.from(pairs, ([, name, quoted, plain]) => [name, quoted ?? plain]));
}
