import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * docs/providers.md from the catalogue as it is built, so that the page never says anything else than the code does.
 *
 * `node providers-document.mjs` writes it; src/document.test.ts compares.
 */
const file = new URL('../../docs/providers.md', import.meta.url);

const ways = [
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
const marks = new Map([
  [true, 'yes'],
  ['unknown', '?'],
  [false, 'no'],
]);
const strategies = ['backend-callback', 'extension-tab'];

/** @returns {Promise<string>} what docs/providers.md should say */
export async function renderProvidersDocument() {
  const { catalogue, absent } = await import('./dist/catalogue.js');
  const { judgeChoice } = await import('./dist/compatibility/index.js');
  const [heads, rule] = [
    ['Provider', ...ways.map(([name]) => name)],
    ['---', ...ways.map(() => ':---:')],
  ];
  const table = catalogue.map((preset) => [
    `[${preset.name}](#${preset.id})`,
    ...ways.map(([, choice]) => marks.get(judgeChoice(preset, choice).possible)),
  ]);
  return [
    '# Providers',
    'Made by `node packages/providers/providers-document.mjs` from the presets; a test compares. `yes` is documented or shown, `no` is documented not to work, `?` is not known: no source shows either, and the generators warn.',
    '*backend-callback*, *extension-tab* and its spelling *bridge* are [redirect strategies](strategies.md), *in the page* is `--exchange ui`; *device code* and *service account* are [grants](choosing-a-grant.md).',
    'Keycloak, Dex, Ory Hydra, LemonLDAP::NG, glewlwyd and canaille: [self-hosted providers](self-hosted-providers.md) says what to register there.',
    [heads, rule, ...table].map(row).join('\n'),
    ...developmentServer(catalogue),
    ...catalogue.map((preset) => section(preset, judgeChoice)),
    '## Not in the catalogue',
    absent.map(({ name, reason }) => `- **${name}**: ${reason}`).join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** A server on this machine, for each preset whose address is a parameter. */
function developmentServer(catalogue) {
  const addressed = catalogue.filter(({ parameters = [] }) =>
    parameters.some(({ kind }) => kind !== 'segment'),
  );
  const names = addressed.map(({ id }) => `\`${id}\``).join(', ');
  return [
    '## A development server on this machine',
    "An issuer has to be https. With `DDEXT_INSECURE_LOOPBACK_ISSUER=1` a provider may also be plain http on `127.0.0.1`, `[::1]` or `localhost`, and on no other host: for a server in development, such as Keycloak's `start-dev`. Set it in `.env` for `pnpm dev`; `pnpm try` sets it unless `.env` does. Leave it out of an image that others install.",
    `It applies to \`oidc\` and to each preset whose address is a parameter (${names}): \`http://127.0.0.1:8080\` takes the place of the host or address. Without it, the error names the variable.`,
  ];
}

function section(preset, judgeChoice) {
  const { id, name, registration, parameters = [], scopes, refresh, refreshToken, quirks, evidence } = preset;
  const choices = ways.map(([way, choice]) => [way, judgeChoice(preset, choice)]);
  const facts = [
    ['Flag', `\`--provider ${id}\``],
    ['Register', registration.url ? `<${registration.url}>` : "in your provider's console"],
    ...parameters.map(({ name, example, default: standard }) => [
      `Parameter \`${name}\``,
      `${preset.parameterDescriptions[name]}, such as \`${example}\`${standard ? `; \`${standard}\` unless set` : ''}`,
    ]),
    [
      'Scopes',
      [...scopes.default, ...(refresh?.scopes ?? [])].map((scope) => `\`${scope}\``).join(' ') ||
        'none by itself',
    ],
    ['Client authentication', preset.clientAuthentication.join(', ')],
    ['Public client', said(preset.publicClient.authorizationCode)],
    ['Sends `iss` (RFC 9207)', said(preset.issuerInResponse)],
    ['PKCE', preset.pkce.method === 'S256' ? 'S256' : `off: ${preset.pkce.reason}`],
    ['Refresh token', said(refreshToken.issued)],
    ['Rotation', said(refreshToken.rotation)],
  ];
  const doubts = choices.flatMap(([way, { possible, reasons }]) =>
    possible === true
      ? []
      : [
          `- ${way}, ${possible === false ? 'no' : 'not known'}: ${reasons.map(({ verdict }) => verdict.reason).join(' ')}`,
        ],
  );
  return [
    `<a id="${id}"></a>\n\n## ${name}`,
    [['', ''], ['---', '---'], ...facts].map(row).join('\n'),
    fieldsOf(registration),
    quirks.length > 0 ? `What surprises:\n\n${quirks.map((quirk) => `- ${quirk}`).join('\n')}` : undefined,
    doubts.length > 0 ? `What does not work, or is not known to:\n\n${doubts.join('\n')}` : undefined,
    `Evidence:\n\n${evidence.map(({ source, grade, facts }) => `- ${source} (${grade}): ${facts.join(', ')}`).join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function fieldsOf({ fields, strategyFields = {} }) {
  const rows = [
    ...Object.entries(fields).map(([name, value]) => [name, filled(value), 'both']),
    ...strategies.flatMap((strategy) =>
      Object.entries(strategyFields[strategy] ?? {}).map(([name, value]) => [name, filled(value), strategy]),
    ),
  ];
  if (rows.length === 0) return undefined;
  return [['Field', 'What belongs there', 'Strategy'], ['---', '---', '---'], ...rows].map(row).join('\n');
}

const filled = (value) => value.replaceAll('{redirectUri}', 'exactly the redirect URI');

function said(verdict) {
  const text = verdict.possible === true ? verdict.note : verdict.reason;
  const word = marks.get(verdict.possible) === '?' ? 'not known' : marks.get(verdict.possible);
  return text ? `${word}: ${text}` : word;
}

const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

export const readCommitted = () => readFileSync(file, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, await renderProvidersDocument());
