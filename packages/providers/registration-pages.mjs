import { readdirSync, readFileSync } from 'node:fs';

/**
 * Generates docs/registration/*.md from the built catalog: one page for each provider whose registration has steps.
 *
 * `node providers-document.mjs` writes the pages; src/document.test.ts compares them.
 */
export const folder = new URL('../../docs/registration/', import.meta.url);

/**
 * @typedef {import('./dist/reference.js').CatalogEntry} CatalogEntry
 * @typedef {import('./dist/reference.js').RegistrationStep} RegistrationStep
 * @typedef {import('./dist/extension.js').Extension} Extension
 * @typedef {typeof import('./dist/compatibility/index.js').judgeChoice} JudgeChoice
 * @typedef {typeof import('./dist/extension.js').redirectUriOf} RedirectUriOf
 */

/** @typedef {{ name: string, extension: Extension, choice: import('./dist/compatibility/index.js').Choice }} Return */

const example = /** @type {const} */ ({ id: 'acme/hello', title: 'Hello' });

/** The ways to return from the browser, with an example each. @type {readonly Return[]} */
const returns = [
  {
    name: '`backend-callback`',
    extension: { ...example, strategy: 'backend-callback', port: 51_234 },
    choice: { strategy: 'backend-callback', grant: 'authorization_code' },
  },
  {
    name: '`extension-tab`',
    extension: { ...example, strategy: 'extension-tab' },
    choice: {
      strategy: 'extension-tab',
      redirect: 'scheme',
      exchange: 'backend',
      grant: 'authorization_code',
    },
  },
  {
    name: '`extension-tab` with `--redirect bridge`',
    extension: { ...example, strategy: 'extension-tab', redirect: 'bridge' },
    choice: {
      strategy: 'extension-tab',
      redirect: 'bridge',
      exchange: 'backend',
      grant: 'authorization_code',
    },
  },
];

/** @returns {Promise<ReadonlyMap<string, string>>} the content of each page by its file name */
export async function renderRegistrationPages() {
  const { catalog } = await import('./dist/catalog.js');
  const { judgeChoice } = await import('./dist/compatibility/index.js');
  const { redirectUriOf } = await import('./dist/extension.js');
  const guided = catalog.filter(({ registration }) => registration.steps !== undefined);
  return new Map(guided.map((preset) => [`${preset.id}.md`, page(preset, judgeChoice, redirectUriOf)]));
}

/** @returns {ReadonlyMap<string, string>} */
export const readCommittedPages = () =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
  );

/**
 * @param {CatalogEntry} preset
 * @param {JudgeChoice} judgeChoice
 * @param {RedirectUriOf} redirectUriOf
 */
function page(preset, judgeChoice, redirectUriOf) {
  const { id, name, registration, parameters = [], scopes, refresh, quirks } = preset;
  const variable = constantCase(id);
  const console = registration.url
    ? `[console of ${name}](${registration.url})`
    : 'console of your tenant or server';
  const uris = returns.map(({ name: strategy, extension, choice }) => [
    strategy,
    `\`${redirectUriOf(extension, { id, preset })}\``,
    verdictOf(judgeChoice(preset, choice)),
  ]);
  const all = [...scopes.default, ...(refresh?.scopes ?? [])];
  const texts = {
    redirectUri: 'the redirect URI',
    appName: 'the name of your extension',
    scopes: all.map((scope) => `\`${scope}\``).join(', ') || 'none',
    clientIdVariable: `\`${variable}_CLIENT_ID\``,
    clientSecretVariable: `\`${variable}_CLIENT_SECRET\``,
  };
  const variables = [
    [`\`${variable}_CLIENT_ID\``, 'the client ID'],
    [`\`${variable}_CLIENT_SECRET\``, 'the client secret, if the client has one'],
    ...parameters.map(({ name: parameter, example: value, default: standard }) => [
      `\`${variable}_${constantCase(parameter)}\``,
      `${preset.parameterDescriptions?.[parameter]}, such as \`${value}\`${standard ? `; \`${standard}\` unless set` : ''}`,
    ]),
  ];
  return `${[
    `# Registration at ${name}`,
    `This page describes how to register your extension in the ${console}. The README of your extension contains the redirect URI and the values of the fields. [Providers](../providers.md#${id}) lists what is known about ${name}.`,
    '## Redirect URI',
    'Register the redirect URI exactly. It depends on the [redirect strategy](../strategies.md) of the extension:',
    table([['Redirect strategy', 'For the extension `acme/hello` on port 51234', 'Accepted'], ...uris]),
    '## Steps',
    `Steps that name a variable, such as \`${variable}_CLIENT_ID\`, refer to the [environment variables](#environment-variables) below.`,
    (registration.steps ?? []).map((step, index) => stepOf(step, index, texts)).join('\n\n'),
    '## Environment variables',
    'For development, set these variables in `.env`. For an installed extension, set them in `compose.yaml`, except for the secret: `compose.yaml` names a file for it ([Getting started](../getting-started.md#a-client-secret-for-an-installed-extension)).',
    table([['Variable', 'Value'], ...variables]),
    `Then run \`pnpm try ${id}\` in the extension. It signs in step by step, and names the setting to fix if a step fails. See also [Troubleshooting](../troubleshooting.md).`,
    ...(quirks.length > 0 ? ['## Quirks', quirks.map((quirk) => `- ${quirk}`).join('\n')] : []),
    'This page is generated: run `node packages/providers/providers-document.mjs` after you change a preset.',
  ].join('\n\n')}\n`;
}

/** @param {import('./dist/compatibility/index.js').Judgement} judgment */
function verdictOf({ possible, reasons }) {
  if (possible === true) return 'yes';
  const why = reasons.map(({ verdict }) => ('reason' in verdict ? verdict.reason : '')).join(' ');
  return `${possible === false ? 'no' : 'not known'}: ${why}`;
}

/**
 * @param {RegistrationStep} step
 * @param {number} index
 * @param {Readonly<Record<string, string>>} texts
 */
function stepOf({ text, fields = {}, strategy }, index, texts) {
  const fill = /** @param {string} template */ (template) =>
    template.replace(/\{(\w+)\}/g, (braces, name) => texts[name] ?? braces);
  const rows = Object.entries(fields).map(([name, value]) => [name, fill(value)]);
  const only = strategy ? `With \`${strategy}\` only: ` : '';
  const first = only ? `${fill(text).charAt(0).toLowerCase()}${fill(text).slice(1)}` : fill(text);
  const list = rows.length > 0 ? `\n\n${indented(table([['Field', 'Value'], ...rows]))}` : '';
  return `${index + 1}. ${only}${first}${list}`;
}

/** @param {string} text */
const indented = (text) => text.replace(/^/gm, '   ');

/** @param {readonly (readonly string[])[]} rows the first has the heads */
function table([heads = [], ...rows]) {
  const row = /** @param {readonly string[]} cells */ (cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [heads, heads.map(() => '---'), ...rows].map(row).join('\n');
}

/**
 * As the generators do it: `microsoft-entra-id` -> `MICROSOFT_ENTRA_ID`.
 *
 * @param {string} name
 */
const constantCase = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
