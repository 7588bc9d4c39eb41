/**
 * Reads the endpoints of providers from the files of other catalogs. Their code is not run: URLs are found by the name
 * before them.
 *
 * @typedef {'issuer' | 'authorization' | 'token' | 'userInfo' | 'revocation' | 'deviceAuthorization'} Role
 * @typedef {{ readonly role: Role, readonly url: string }} Found
 * @typedef {{ readonly name: string, readonly version: string, readonly files: RegExp }} OtherCatalog
 */

/**
 * The catalogs that npm carries. A file is one provider, except in grant, which has one file for all.
 *
 * @type {readonly OtherCatalog[]}
 */
export const otherCatalogs = [
  { name: 'grant', version: '5.4.24', files: /^config\/oauth\.json$/ },
  { name: 'arctic', version: '3.7.0', files: /^dist\/providers\/([\w-]+)\.js$/ },
  { name: '@better-auth/core', version: '1.7.25', files: /^dist\/social-providers\/([\w-]+)\.mjs$/ },
  { name: '@auth/core', version: '0.41.3', files: /^providers\/([\w-]+)\.js$/ },
];

/**
 * Names of providers in other catalogs, where they differ from the ID of the preset.
 *
 * @type {Readonly<Record<string, string>>}
 */
const otherNames = {
  'amazon-cognito': 'cognito',
  amazon: 'login-with-amazon',
  'azure-ad': 'microsoft-entra-id',
  'click-up': 'clickup',
  huggingface: 'hugging-face',
  microsoft: 'microsoft-entra-id',
  'ory-hydra': 'ory',
  'ping-id': 'pingone',
  twitter: 'x',
  twitter2: 'x',
};

/** @param {string} name @returns the ID of the preset */
export const idOf = (name) => otherNames[name] ?? name;

/** What a name says of the URL after it; the first that matches. A refresh URL has no role here. */
const roles = /** @type {const} */ ([
  [/refresh|verif|introspect/i, undefined],
  [/revo/i, 'revocation'],
  [/device/i, 'deviceAuthorization'],
  [/user|profile/i, 'userInfo'],
  [/authori[sz]/i, 'authorization'],
  [/token|access_url/i, 'token'],
  [/issuer/i, 'issuer'],
]);

const named =
  /["']?(\w+)["']?\s*(?:[:=]|\(|\?\?)\s*(?:\{\s*url:\s*)?(?:join\w+\(\w+,\s*|\w+\(\s*)?["'`]((?:https:\/\/|\/|\$\{)[^"'`\s]*)["'`]/g;

/**
 * Returns the URLs of a source file with a role. An expression in a URL becomes `*`.
 *
 * @param {string} source
 * @returns {readonly Found[]}
 */
export function urlsIn(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(named)].flatMap(([, name = '', text = '']) => {
    const role = roles.find(([pattern]) => pattern.test(name))?.[1];
    const url = text.replace(/\$\{[^}]*\}/g, '*').replace(/^[/]/, '*/');
    return role && /^(?:https:\/\/|\*\/)/.test(url) ? [{ role, url }] : [];
  });
}

/**
 * Returns whether two URLs can be the same endpoint. `*` and a parameter in braces stand for any text. A query and a slash
 * at the end do not matter.
 *
 * @param {string} one
 * @param {string} other
 */
export function canBeEqual(one, other) {
  const [a, b] = [one, other].map((url) => url.replace(/\?.*$/, '').replace(/\/$/, ''));
  return patternOf(a ?? '').test(b ?? '') || patternOf(b ?? '').test(a ?? '');
}

/** @param {string} url */
function patternOf(url) {
  const literal = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `^${url
      .split(/\*|(?:https:\/\/)?\{\w+\}/)
      .map(literal)
      .join('.*')}$`,
  );
}
