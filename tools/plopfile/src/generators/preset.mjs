import { camelCase, refuseAddress, refuseName, refuseUnlessLine, refuseWord } from '../answers.mjs';
import { addLine, exportedNames } from '../source.mjs';

/** @typedef {string | {[key: string]: Nested}} Nested an object of strings */

const PROVIDERS = 'packages/providers/src';
const PRESETS = `${PROVIDERS}/presets`;
const FIXTURES = 'packages/auth/src/contract';
const MATRIX = `${PROVIDERS}/compatibility/matrix.test.ts`;
const oidc = { name: 'protocol', is: 'oidc' };
const oauth2 = { name: 'protocol', is: 'oauth2' };
const METHODS = ['client_secret_basic', 'client_secret_post'];
const GRADES = ['vendor', 'preset', 'report'];

/** @type {(repository: import('../repository.mjs').Repository) => import('../ask.mjs').Question[]} */
const questions = (repository) => [
  {
    name: 'id',
    message: 'Id of the preset, in flags and file names, such as login-with-acme',
    refuse: (id) => refuseName(id) ?? refuseTaken(id, repository),
  },
  { name: 'name', message: 'Name, as the provider writes it', refuse: refuseUnlessLine },
  {
    name: 'protocol',
    message: 'Whether it has a discovery document (oidc) or stated endpoints (oauth2)',
    choices: ['oidc', 'oauth2'],
  },
  {
    name: 'issuer',
    message: 'Issuer, as its discovery document states it',
    when: oidc,
    refuse: refuseAddress,
  },
  { name: 'authorization', message: 'Authorization endpoint', when: oauth2, refuse: refuseAddress },
  { name: 'token', message: 'Token endpoint', when: oauth2, refuse: refuseAddress },
  {
    name: 'userInfo',
    message: 'Address that says who signed in',
    when: oauth2,
    refuse: (address, { token }) =>
      refuseAddress(address) ?? (address === token ? 'this is the token endpoint.' : undefined),
  },
  {
    name: 'personId',
    message: 'Member of that answer that identifies the person for good, such as data.id',
    when: oauth2,
    default: 'id',
    refuse: refuseMember,
  },
  {
    name: 'personName',
    message: "Member with the person's name",
    when: oauth2,
    default: 'name',
    refuse: (path, { personId }) => refuseMember(path) ?? refuseInside(path, personId),
  },
  { name: 'authentication', message: 'How a client sends its secret, preferably', choices: METHODS },
  {
    name: 'scopes',
    message: 'Scopes that identify the user, separated by spaces',
    default: '',
    refuse: (scopes, { protocol }) =>
      protocol === 'oidc' && !wordsOf(scopes).includes('openid')
        ? 'openid has to be one of them.'
        : undefined,
  },
  {
    name: 'console',
    message: 'Address at which a developer registers an app; empty where each tenant has its own',
    default: '',
    refuse: (address) => (address === '' ? undefined : refuseAddress(address)),
  },
  {
    name: 'redirectField',
    message: 'What the field for the redirect URI is called there',
    default: 'Redirect URI',
    refuse: refuseUnlessLine,
  },
  { name: 'source', message: 'Where these facts come from: an address', refuse: refuseAddress },
  {
    name: 'grade',
    message: "Whether that is the vendor's own text, another project's preset or a single report",
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
      // What is not known yet is not known of any combination.
      [MATRIX]: addLine(read(MATRIX), 'documented', `  ${id.padEnd(18)} ?????????`),
    },
  };
}

/**
 * What the answers say beside, by protocol.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const knownOf = { oidc: ['issuer'], oauth2: ['endpoints', 'profile'] };

/**
 * Jane Doe of OpenID Connect Core 1.0, in the place where the provider says who signed in.
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
function refuseTaken(id, { has, read, list }) {
  const file = `${PRESETS}/${id}.ts`;
  if (has(file)) return `${file} is there already; choose another id, or change that file.`;
  const presets = list(PRESETS).map((name) => camelCase(name.replace(/(\.reference)?\.ts$/, '')));
  return refuseWord(id, [
    'fixture',
    'reference',
    ...presets,
    ...exportedNames(read(`${PROVIDERS}/index.ts`)),
  ]);
}

/** @param {string} path */
function refuseMember(path) {
  return /^[A-Za-z_]\w*(\.\w+)*$/.test(path) ? undefined : 'write names with dots between them.';
}

/**
 * `data` and `data.id` cannot both be text.
 *
 * @param {string} path
 * @param {string} other
 */
function refuseInside(path, other) {
  const inside = `${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`);
  return inside && path !== other ? `it cannot lie in ${other}, or around it.` : undefined;
}

/** @param {string} text */
const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

/**
 * A preset of the catalogue: what is known so far, with everything else said to be unknown.
 *
 * @type {import('../plan.mjs').Generator}
 */
export const preset = {
  name: 'preset',
  description: 'A provider for the catalogue: its preset and its contract fixture',
  questions,
  plan,
  products: [
    { project: 'providers', script: 'api-surface.mjs', makes: 'packages/providers/api-surface.md' },
    { project: 'providers', script: 'providers-document.mjs', makes: 'docs/providers.md' },
  ],
  next: ({ id }) =>
    `put what ${id} documents in the place of each notYet() and of the examples in its fixture; then run npx pnpm --filter @ddext-oauth/providers test && npx pnpm --filter @ddext-oauth/auth test src/contract`,
};
