import { type Extension, grantsOf } from '@ddext-oauth/providers';
import { exposedToMixUp } from '@ddext-oauth/providers/compatibility';
import { type ProviderSettings, usesDpop } from '../core/client/settings.ts';
import type { KeySettings } from '../core/keys/key-settings.ts';
import { SettingsError } from '../core/settings-error.ts';
import { maySetHeader } from './api-calls/request-headers.ts';

/**
 * Checks the combination of an extension's providers.
 *
 * @throws SettingsError for an ID that is duplicated or cannot be part of a path, for an access token that the UI could not
 *   use, for a provider without PKCE, or not known to send `iss`, whose code would come to the tab, and for any provider with the
 *   strategy `none`
 */
export function checkProviders(extension: Extension, providers: readonly ProviderSettings[]): void {
  requireOwnPaths(providers);
  requireUsableTokens(providers);
  if (extension.strategy === 'none') requireKeysOnly(providers);
  if (extension.strategy !== 'extension-tab') return;
  requirePkce(providers);
  requireIssuer(extension, providers);
}

/**
 * Checks the keys of an extension, and their combination with its providers.
 *
 * @throws SettingsError for an ID that is duplicated or malformed, for a key of the extension itself with the ID of a provider
 *   that users sign in with, and for a header of the method that would change the request itself
 */
export function checkKeys(keys: readonly KeySettings[], providers: readonly ProviderSettings[]): void {
  requireOwnPaths(keys);
  const signsIn = new Set(providers.map(({ id }) => id));
  for (const { id, fixed, method } of keys) {
    if (fixed && signsIn.has(id))
      throw new SettingsError(`${id} is a provider. The key of the extension itself needs another id.`);
    const { name } = method.header;
    if (name !== 'authorization' && !maySetHeader(name))
      throw new SettingsError(`${id}: a key cannot be sent in the header ${JSON.stringify(name)}.`);
  }
}

/** The ID is the last segment of the redirect URI, where `.` and `..` would be resolved. */
function requireOwnPaths(providers: readonly { readonly id: string }[]): void {
  const ids = providers.map(({ id }) => id);
  const malformed = ids.find((id) => !/^[\w-][\w.-]*$/.test(id));
  if (malformed !== undefined)
    throw new SettingsError(
      `The provider id ${JSON.stringify(malformed)} is not made of letters, digits, - and _.`,
    );
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new SettingsError(`Two providers have the id ${twice}.`);
}

/**
 * With the authorization code grant, the browser could not return. The other grants use no redirect URI, but the strategy `none`
 * means that the extension has no OAuth. `extension-tab` starts no callback server either.
 */
function requireKeysOnly(providers: readonly ProviderSettings[]): void {
  const inBrowser = providers.find((provider) => grantsOf(provider).includes('authorization_code'));
  const refused = inBrowser ?? providers[0];
  if (!refused) return;
  const [grants, advice] = inBrowser
    ? ['', 'backend-callback or extension-tab']
    : [` (${grantsOf(refused).join(', ')})`, 'extension-tab, which needs no port'];
  throw new SettingsError(
    `The strategy none supports keys only, but ${refused.id} is an OAuth provider${grants}. Set the strategy to ${advice}.`,
  );
}

/** The key stays in the backend (RFC 9449 section 11.4), and the token is useless without it. */
function requireUsableTokens(providers: readonly ProviderSettings[]): void {
  const bound = providers.find((provider) => provider.exposeAccessToken && usesDpop(provider));
  if (!bound) return;
  throw new SettingsError(
    `${bound.id} binds its tokens to a key (dpop), so the UI cannot use them: remove exposeAccessToken, and call the API with fetch.`,
  );
}

/**
 * A code for the tab passes the program that registered the scheme, or Docker's page (RFC 8252 section 8.1). Without
 * the verifier it is useless there.
 */
function requirePkce(providers: readonly ProviderSettings[]): void {
  for (const provider of providers) {
    const { pkce } = provider.preset;
    if (pkce.method === 'S256' || !grantsOf(provider).includes('authorization_code')) continue;
    throw new SettingsError(
      `${provider.id} does not use PKCE, and the code would pass other programs: ${pkce.reason} Use the strategy backend-callback.`,
    );
  }
}

function requireIssuer(
  extension: Extract<Extension, { strategy: 'extension-tab' }>,
  providers: readonly ProviderSettings[],
): void {
  const exposed = exposedToMixUp(extension.strategy, providers).map(({ id }) => id);
  const accepted = extension.acceptSharedRedirectUri ?? [];
  const refused = exposed.filter((id) => !accepted.includes(id));
  if (refused.length === 0) return;
  const all = exposed.map((id) => `'${id}'`).join(', ');
  throw new SettingsError(
    `All providers share the redirect URI of the tab, and not known to send iss (RFC 9207): ${refused.join(', ')}. ` +
      'A malicious provider could receive their codes. Use the strategy backend-callback, or accept it in the extension ' +
      `with acceptSharedRedirectUri: [${all}].`,
  );
}
