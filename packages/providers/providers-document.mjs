import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { folder, renderRegistrationPages } from './registration-pages.mjs';

/**
 * Generates docs/providers.md from the built catalog, so that the page matches the code.
 *
 * `node providers-document.mjs` writes the page; src/document.test.ts compares it.
 */
const file = new URL('../../docs/providers.md', import.meta.url);

/**
 * @typedef {import('./dist/reference.js').CatalogEntry} CatalogEntry
 * @typedef {import('./dist/keys/key-reference.js').KeyCatalogEntry} KeyCatalogEntry
 * @typedef {import('./dist/compatibility/index.js').Choice} Choice
 * @typedef {typeof import('./dist/compatibility/index.js').judgeChoice} JudgeChoice
 */

/** @type {[name: string, choice: Choice][]} */
const combinations = [
  ['backend-callback', { strategy: 'backend-callback', grant: 'authorization_code' }],
  [
    'extension-tab',
    { strategy: 'extension-tab', redirect: 'scheme', exchange: 'backend', grant: 'authorization_code' },
  ],
  [
    'bridge',
    { strategy: 'extension-tab', redirect: 'bridge', exchange: 'backend', grant: 'authorization_code' },
  ],
  ['in the page', { exchange: 'ui', grant: 'authorization_code' }],
  ['device code', { exchange: 'backend', grant: 'device_code' }],
  ['service account', { exchange: 'backend', grant: 'client_credentials' }],
];
/** @param {import('./dist/verdict.js').Verdict['possible']} possible */
const markOf = (possible) => {
  if (possible === 'unknown') return '?';
  return possible ? 'yes' : 'no';
};
const strategies = /** @type {const} */ (['backend-callback', 'extension-tab']);

/** @returns {Promise<string>} the content of docs/providers.md */
export async function renderProvidersDocument() {
  const { catalog, absent, keyCatalog } = await import('./dist/catalog.js');
  const { judgeChoice } = await import('./dist/compatibility/index.js');
  const [heads, rule] = [
    ['Provider', ...combinations.map(([name]) => name)],
    ['---', ...combinations.map(() => ':---:')],
  ];
  const table = catalog.map((preset) => [
    `[${preset.name}](#${preset.id})`,
    ...combinations.map(([, choice]) => markOf(judgeChoice(preset, choice).possible)),
  ]);
  return [
    '# Providers',
    'Presets for OAuth 2.0 and OpenID Connect providers. This page is generated: run `node packages/providers/providers-document.mjs` after you change a preset.',
    'For each column, `yes` means documented or tested, `no` means documented not to work, and `?` means unknown: there is no evidence, and the generators warn. *backend-callback*, *extension-tab* and *bridge* are [redirect strategies](strategies.md). *In the page* is `--exchange ui`. *Device code* and *service account* are [grants](choosing-a-grant.md).',
    'For Keycloak, Dex, Ory Hydra, LemonLDAP::NG, glewlwyd and canaille, see also [Self-hosted providers](self-hosted-providers.md).',
    [heads, rule, ...table].map(row).join('\n'),
    ...developmentServer(catalog),
    ...keyTable(keyCatalog, catalog),
    ...catalog.map((preset) => section(preset, judgeChoice)),
    '## Keys',
    'This section lists how a user creates a key at each provider, and what is known about the key. If *OAuth* is `no`, the provider offers no OAuth to other applications, which can use only a key.',
    ...keyCatalog.map((method) => keySection(method, catalog)),
    '## Not in the catalog',
    absent.map(({ name, reason }) => `- **${name}**: ${reason}`).join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/**
 * The section about development servers, for each preset with the issuer or host as a parameter.
 *
 * @param {readonly CatalogEntry[]} catalog
 */
function developmentServer(catalog) {
  const addressed = catalog.filter(({ parameters = [] }) =>
    parameters.some(({ kind }) => kind !== 'segment'),
  );
  const names = addressed.map(({ id }) => `\`${id}\``).join(', ');
  return [
    '## Development server on this machine',
    "An issuer must use https. With `DDEXT_INSECURE_LOOPBACK_ISSUER=1`, a provider can also use plain http on `127.0.0.1`, `[::1]` or `localhost`, and on no other host. This is for development servers, such as Keycloak's `start-dev`. For `pnpm dev`, set it in `.env`. `pnpm try` sets it unless `.env` does. Do not set it in an image that others install.",
    `It applies to \`oidc\` and to each preset with the issuer or host as a parameter (${names}). Set that parameter to a URL such as \`http://127.0.0.1:8080\`. Without the variable, the error message names it.`,
  ];
}

/**
 * The table of the keys that a user can paste.
 *
 * @param {readonly KeyCatalogEntry[]} keyCatalog
 * @param {readonly CatalogEntry[]} catalog
 */
function keyTable(keyCatalog, catalog) {
  const [heads, rule] = [
    ['Provider', 'Kind', 'Name of the key', 'OAuth', 'Verified', 'Owner named'],
    ['---', '---', '---', ':---:', ':---:', ':---:'],
  ];
  const yesOrNo = /** @param {unknown} value */ (value) => (value ? 'yes' : 'no');
  const table = keyCatalog.map(({ provider, name, kind, noun, verification }) => [
    `[${name}](#${provider}-key)`,
    `\`${kind}\``,
    noun,
    catalog.some(({ id }) => id === provider) ? `[yes](#${provider})` : 'no',
    yesOrNo(verification),
    yesOrNo(verification?.owner || kind === 'basic'),
  ]);
  return [
    '## Keys that a user pastes',
    'Some providers offer no OAuth to other applications, and some users prefer a key. For these providers, the catalog contains what an extension needs to accept a key: where it is created, how it is sent (in a header, never in a URL), its form, its hosts, and a request that verifies it. *Kind* is `api_key` (of an account or organization), `personal_access_token` (of a user) or `basic` (a user name and a password or token).',
    [heads, rule, ...table].map(row).join('\n'),
  ];
}

/**
 * @param {KeyCatalogEntry} method
 * @param {readonly CatalogEntry[]} catalog
 */
function keySection(method, catalog) {
  const { provider, name, kind, noun, console, scopes, apiHosts, verification } = method;
  const code = /** @param {string} text */ (text) => `\`${text}\``;
  /** @type {[name: string, value: string][]} */
  const facts = [
    ['Kind', code(kind)],
    ['OAuth', catalog.some(({ id }) => id === provider) ? `[yes](#${provider})` : 'no'],
    ['Create one', console.includes('{') ? code(console) : `<${console}>`],
    ['Choose', scopes.map(code).join(' ') || 'nothing'],
    ['Header', code(headerOf(method))],
    ['Form', formOf(method)],
    ['Hosts', apiHosts.map(code).join(' ')],
    [
      'Verification request',
      verification ? code(`${verification.request?.method ?? 'GET'} ${verification.url}`) : 'not known',
    ],
  ];
  return [
    `<a id="${provider}-key"></a>\n\n### ${name}: ${noun}`,
    [['', ''], ['---', '---'], ...facts].map(row).join('\n'),
    method.steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    list('Quirks', method.quirks),
    list('Not known', method.unknown),
    `Evidence:\n\n${method.evidence.map(({ source, grade, facts }) => `- ${source} (${grade}): ${facts.join(', ')}`).join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/**
 * @param {string} title
 * @param {readonly string[]} items
 */
const list = (title, items) =>
  items.length > 0 ? `${title}:\n\n${items.map((item) => `- ${item}`).join('\n')}` : undefined;

/** @param {KeyCatalogEntry} method */
function headerOf({ kind, header: { name, scheme, parameter, userName, keyIsUserName } }) {
  if (scheme !== 'Basic')
    return `${name}: ${scheme ? `${scheme} ` : ''}${parameter ? `${parameter}=` : ''}KEY`;
  const pair = keyIsUserName ? 'KEY:' : `${kind === 'basic' ? 'USER' : userName}:KEY`;
  return `${name}: Basic base64(${pair})`;
}

/** @param {KeyCatalogEntry} method */
function formOf({ format: { prefixes: all, length, others = {} } }) {
  const prefixes = all ?? [];
  const code = /** @param {string} text */ (text) => `\`${text}\``;
  const span = length && (length.min === length.max ? `${length.min}` : `${length.min} to ${length.max}`);
  const known = [
    prefixes.length > 0 && `begins with ${prefixes.map(code).join(' or ')}`,
    span && `${span} characters`,
    ...Object.entries(others).map(([prefix, what]) => `${code(prefix)} is ${what}`),
  ].filter(Boolean);
  return known.join('; ') || 'not known: any text without spaces is accepted';
}

/**
 * @param {CatalogEntry} preset
 * @param {JudgeChoice} judgeChoice
 */
function section(preset, judgeChoice) {
  const { id, name, aliases = [], registration, parameters = [], scopes, refresh, refreshToken } = preset;
  const { quirks, evidence, otherCatalogs = [] } = preset;
  const choices = combinations.map(
    ([combination, choice]) => /** @type {const} */ ([combination, judgeChoice(preset, choice)]),
  );
  /** @type {[name: string, value: string][]} */
  const facts = [
    ['Option', `\`--provider ${id}\``],
    .../** @type {[string, string][]} */ (aliases.length > 0 ? [['Also found as', aliases.join(', ')]] : []),
    ['Registration', registrationOf(preset)],
    ...parameters.map(
      ({ name, example, default: standard }) =>
        /** @type {[string, string]} */ ([
          `Parameter \`${name}\``,
          `${preset.parameterDescriptions?.[name]}, such as \`${example}\`${standard ? `; \`${standard}\` unless set` : ''}`,
        ]),
    ),
    [
      'Scopes',
      [...scopes.default, ...(refresh?.scopes ?? [])].map((scope) => `\`${scope}\``).join(' ') ||
        'none by default',
    ],
    ['Client authentication', preset.clientAuthentication.join(', ')],
    ['Public client', describe(preset.publicClient.authorizationCode)],
    ['Sends `iss` (RFC 9207)', describe(preset.issuerInResponse)],
    ['PKCE', preset.pkce.method === 'S256' ? 'S256' : `off: ${preset.pkce.reason}`],
    .../** @type {[string, string][]} */ (preset.dpop ? [['DPoP (RFC 9449)', preset.dpop]] : []),
    ['Refresh token', describe(refreshToken.issued)],
    ['Rotation', describe(refreshToken.rotation)],
  ];
  const doubts = choices.flatMap(([combination, { possible, reasons }]) =>
    possible === true
      ? []
      : [
          `- ${combination}, ${possible === false ? 'no' : 'not known'}: ${reasons.map(({ verdict }) => ('reason' in verdict ? verdict.reason : '')).join(' ')}`,
        ],
  );
  return [
    `<a id="${id}"></a>\n\n## ${name}`,
    [['', ''], ['---', '---'], ...facts].map(row).join('\n'),
    fieldsOf(registration),
    quirks.length > 0 ? `Quirks:\n\n${quirks.map((quirk) => `- ${quirk}`).join('\n')}` : undefined,
    doubts.length > 0 ? `Unsupported or unknown:\n\n${doubts.join('\n')}` : undefined,
    otherCatalogs.length > 0
      ? `Other URLs in other catalogs:\n\n${otherCatalogs.map(({ url, reason }) => `- \`${url}\`: ${reason}`).join('\n')}`
      : undefined,
    `Evidence:\n\n${evidence.map(({ source, grade, facts }) => `- ${source} (${grade}): ${facts.join(', ')}`).join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** @param {CatalogEntry} preset */
function registrationOf({ id, registration: { url, steps } }) {
  const place = url ? `<${url}>` : "in your provider's console";
  return steps ? `${place}, [step by step](registration/${id}.md)` : place;
}

/** @param {import('./dist/reference.js').Registration} registration */
function fieldsOf({ fields, strategyFields = {} }) {
  const rows = [
    ...Object.entries(fields).map(([name, value]) => [name, filled(value), 'both']),
    ...strategies.flatMap((strategy) =>
      Object.entries(strategyFields[strategy] ?? {}).map(([name, value]) => [name, filled(value), strategy]),
    ),
  ];
  if (rows.length === 0) return undefined;
  return [['Field', 'Value', 'Strategy'], ['---', '---', '---'], ...rows].map(row).join('\n');
}

/** @param {string} value */
const filled = (value) => value.replaceAll('{redirectUri}', 'the redirect URI, exactly');

/** @param {import('./dist/verdict.js').Verdict} verdict */
function describe(verdict) {
  const text = verdict.possible === true ? verdict.note : verdict.reason;
  const word = verdict.possible === 'unknown' ? 'not known' : markOf(verdict.possible);
  return text ? `${word}: ${text}` : word;
}

/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

export const readCommitted = () => readFileSync(file, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(file, await renderProvidersDocument());
  mkdirSync(folder, { recursive: true });
  for (const [name, page] of await renderRegistrationPages()) writeFileSync(new URL(name, folder), page);
}
