import { camelCase, validateIdentifier, validateLine, validateName, validateUrl } from '../answers.mjs';
import { addLine, addOnce, addToArrayOf, exportedNames } from '../source.mjs';

/** @typedef {string | {[key: string]: Nested}} Nested an object of strings */

const PROVIDERS = 'packages/providers/src';
const PRESETS = `${PROVIDERS}/presets`;
const FIXTURES = 'packages/auth/src/contract';
const MATRIX = `${PROVIDERS}/compatibility/matrix.test.ts`;
const SOURCES = `${PROVIDERS}/testing/reviewed-sources.ts`;
const oidc = { name: 'protocol', is: 'oidc' };
const oauth2 = { name: 'protocol', is: 'oauth2' };
const METHODS = ['client_secret_basic', 'client_secret_post'];
const GRADES = ['vendor', 'preset', 'report'];

/** @type {(repository: import('../repository.mjs').Repository) => import('../ask.mjs').Question[]} */
const questions = (repository) => [
  {
    name: 'id',
    message: 'ID of the preset, in flags and file names, such as login-with-acme',
    validate: (id) => validateName(id) ?? validateNew(id, repository),
  },
  { name: 'name', message: 'Name, as the provider spells it', validate: validateLine },
  {
    name: 'protocol',
    message: 'Protocol: with a discovery document (oidc), or with endpoints (oauth2)',
    choices: ['oidc', 'oauth2'],
  },
  {
    name: 'issuer',
    message: 'Issuer, as in its discovery document',
    when: oidc,
    validate: validateUrl,
  },
  { name: 'authorization', message: 'Authorization endpoint', when: oauth2, validate: validateUrl },
  { name: 'token', message: 'Token endpoint', when: oauth2, validate: validateUrl },
  {
    name: 'userInfo',
    message: 'URL of the user info',
    when: oauth2,
    validate: (address, { token }) =>
      validateUrl(address) ?? (address === token ? 'this is the token endpoint.' : undefined),
  },
  {
    name: 'personId',
    message: 'Member of the user info with the permanent ID of the user, such as data.id',
    when: oauth2,
    default: 'id',
    validate: validateMember,
  },
  {
    name: 'personName',
    message: "Member of the user info with the user's name",
    when: oauth2,
    default: 'name',
    validate: (path, { personId }) => validateMember(path) ?? validateSeparate(path, personId),
  },
  { name: 'authentication', message: 'Preferred method of client authentication', choices: METHODS },
  {
    name: 'scopes',
    message: 'Scopes that identify the user, separated by spaces',
    default: '',
    validate: (scopes, { protocol }) =>
      protocol === 'oidc' && !wordsOf(scopes).includes('openid') ? 'openid must be one of them.' : undefined,
  },
  {
    name: 'console',
    message: 'URL of the console in which a developer registers an app; empty if each tenant has its own',
    default: '',
    validate: (address) => (address === '' ? undefined : validateUrl(address)),
  },
  {
    name: 'redirectField',
    message: 'Label of the field for the redirect URI in that console',
    default: 'Redirect URI',
    validate: validateLine,
  },
  { name: 'source', message: 'Source of these facts: a URL', validate: validateUrl },
  {
    name: 'grade',
    message: "Kind of source: the vendor's documentation, another project's preset or a single report",
    choices: GRADES,
    default: 'vendor',
  },
];

/** @type {import('../plan.mjs').Planner} */
function plan(answers, { read }, render) {
  const { id, protocol } = answers;
  const identifier = camelCase(id);
  const scopes = wordsOf(answers.scopes);
  const facts = ['clientAuthentication', 'scopes.default', 'registration', ...knownOf[protocol]];
  const context = {
    ...answers,
    identifier,
    scopes,
    scope: scopes.join(' ') || null,
    facts,
    ...sampleOf(answers),
  };
  return {
    create: {
      [`${PRESETS}/${id}.ts`]: render(`preset-${protocol}.ts`, context),
      [`${PRESETS}/${id}.reference.ts`]: render('reference.ts', context),
      [`${FIXTURES}/${id}.fixture.ts`]: render(`fixture-${protocol}.ts`, context),
    },
    change: {
      // No combination is known yet.
      [MATRIX]: addLine(read(MATRIX), 'documented', `  ${id.padEnd(18)} ?????????`),
      [SOURCES]: withSource(read(SOURCES), answers),
    },
  };
}

/**
 * The reviewed sources with the answered one, as the tests of the evidence require.
 *
 * @param {string} text
 * @param {import('../plan.mjs').Answers} answers
 */
function withSource(text, { id, source, grade }) {
  const { host, pathname } = new URL(source);
  const [, owner = ''] = pathname.split('/');
  const onGitHub = host === 'github.com';
  if (grade === 'vendor') return addToArrayOf(text, 'vendors', id, onGitHub ? owner : host);
  return onGitHub ? text : addOnce(text, 'secondSources', host);
}

/**
 * The other facts that the answers contain, by protocol.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const knownOf = { oidc: ['issuer'], oauth2: ['endpoints', 'profile'] };

/**
 * Jane Doe of OpenID Connect Core 1.0, in the shape of the user info.
 *
 * @param {import('../plan.mjs').Answers} answers
 */
function sampleOf({ protocol, issuer, userInfo, personId, personName }) {
  const [id, name] = ['248289761001', 'Jane Doe'];
  if (protocol === 'oidc') {
    return {
      resource: `${issuer.replace(/\/$/, '')}/userinfo`,
      person: { sub: id, name },
      profile: { id, name },
    };
  }
  const same = personId === personName;
  const person = merged(nested(personName, same ? id : name), nested(personId, id));
  return { resource: userInfo, person, profile: { id, name: same ? id : name } };
}

/**
 * @param {string} path
 * @param {string} value
 * @returns {Nested}
 */
const nested = (path, value) =>
  path.split('.').reduceRight((/** @type {Nested} */ inside, step) => ({ [step]: inside }), value);

/**
 * @param {Nested} one
 * @param {Nested} other
 * @returns {Nested}
 */
function merged(one, other) {
  if (typeof one !== 'object' || typeof other !== 'object') return other;
  const shared = Object.keys(other).filter((key) => key in one);
  return {
    ...one,
    ...other,
    ...Object.fromEntries(shared.map((key) => [key, merged(one[key], other[key])])),
  };
}

/**
 * @param {string} id
 * @param {import('../repository.mjs').Repository} repository
 */
function validateNew(id, { has, read, list }) {
  const file = `${PRESETS}/${id}.ts`;
  if (has(file)) return `${file} already exists; choose another id, or change that file.`;
  const presets = list(PRESETS).map((name) => camelCase(name.replace(/(\.reference)?\.ts$/, '')));
  return validateIdentifier(id, [
    'fixture',
    'reference',
    ...presets,
    ...exportedNames(read(`${PROVIDERS}/index.ts`)),
  ]);
}

/** @param {string} path */
function validateMember(path) {
  return /^[A-Za-z_]\w*(\.\w+)*$/.test(path) ? undefined : 'write names separated by dots.';
}

/**
 * `data` and `data.id` cannot both be text.
 *
 * @param {string} path
 * @param {string} other
 */
function validateSeparate(path, other) {
  const inside = `${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`);
  return inside && path !== other ? `it cannot be inside ${other} or contain it.` : undefined;
}

/** @param {string} text */
const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

/**
 * A preset of the catalog: the known facts, and all others marked as unknown.
 *
 * @type {import('../plan.mjs').Generator}
 */
export const preset = {
  name: 'preset',
  description: 'A provider for the catalog: its preset and its contract fixture',
  questions,
  plan,
  products: [
    { project: 'providers', script: 'api-surface.mjs', makes: 'packages/providers/api-surface.md' },
    { project: 'providers', script: 'providers-document.mjs', makes: 'docs/providers.md' },
  ],
  next: ({ id }) =>
    `replace each notYet(), and the examples in the fixture, with what ${id} documents; then run npx pnpm --filter @ddext-oauth/providers test && npx pnpm --filter @ddext-oauth/auth test src/contract`,
};
