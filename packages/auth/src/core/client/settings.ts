import {
  type ClientAuthentication,
  type Endpoints,
  fillIn,
  type Grant,
  grantsOf,
  isInsecureLoopback,
  isOfKind,
  type Preset,
} from '@ddext-oauth/providers';
import { AuthError } from '../errors.ts';
import { insecureAddress } from '../http/loopback.ts';
import { type ClientCredential, credentialOf } from './credential.ts';

/** A value, or the name of the environment variable that contains it. */
export type Setting = string | SettingByName;

/**
 * A value in an environment variable, by name. `NAME_FILE` can instead contain the path of a file with the value, as
 * for Docker's official images.
 */
export interface SettingByName {
  readonly variable: string;
}

/** The settings of a provider in an extension: a preset and its registration. Contains secrets by name only. */
export interface ProviderSettings {
  readonly id: string;
  readonly preset: Preset;
  /** Shown on the button. Default: the preset's name. */
  readonly name?: string;
  /** An https URL without query or fragment. Required if the preset has no issuer. */
  readonly issuer?: Setting;
  /** The preset's parameters by name: a tenant, a domain. Optional for a parameter with a default. */
  readonly parameters?: Readonly<Record<string, Setting>>;
  readonly clientId: Setting;
  /** Absent for a public client. Never a literal: an image must not contain secrets (RFC 8252 section 8.5). */
  readonly clientSecret?: SettingByName;
  /** A private key in PEM, for private_key_jwt (RFC 7523). Replaces the secret. */
  readonly clientKey?: SettingByName;
  /** The `kid` of the key at the provider. */
  readonly clientKeyId?: string;
  /**
   * The client authentication at the token endpoint, in the names of RFC 7591 section 2, if the provider requires one
   * for this client. Default: the first method that preset and metadata share, or the preset's first.
   */
  readonly clientAuthentication?: ClientAuthentication | 'none';
  /**
   * Whether authorization requests are pushed to the provider (RFC 9126). Default: if its metadata requires that of
   * every client. A provider can also require it of one client.
   */
  readonly pushedAuthorization?: boolean;
  /**
   * Whether tokens are bound to a key of the account (DPoP, RFC 9449), so that a copied token is useless without it. A
   * provider that then issues a bearer token is refused. Not together with `exposeAccessToken`. Default: if the preset
   * says that the provider requires it.
   */
  readonly dpop?: boolean;
  /**
   * Whether users stay signed in: requests a refresh token with `offline_access` (OpenID Connect Core 1.0 section 11).
   * Default: if the metadata lists that scope, unless `scopes` is set. `false` requests no refresh token. `true`
   * requests it regardless of the metadata.
   */
  readonly offlineAccess?: boolean;
  /**
   * Whether the link that ends the session at the provider contains the ID token, as `id_token_hint` (OpenID Connect
   * RP-Initiated Logout 1.0 section 2), which some providers require. Default: false, because the token identifies the
   * user, and the browser's history keeps the link.
   */
  readonly idTokenHint?: boolean;
  /** Default: `authorization_code`. The button uses the first grant that signs in a user. */
  readonly grants?: readonly Grant[];
  /** Default: the preset's default scopes. */
  readonly scopes?: readonly string[];
  /**
   * Hosts that the access token may be sent to, in addition to those of the preset: `api.example.com`,
   * `api.example.com:8443`.
   */
  readonly apiHosts?: readonly string[];
  /**
   * Whether the UI may request access tokens of this provider. Default: false. A refresh token never leaves the
   * backend.
   */
  readonly exposeAccessToken?: boolean;
}

/** Provider settings with all values. Stays in the backend. */
export interface ResolvedProvider {
  readonly id: string;
  readonly name: string;
  readonly preset: Preset;
  readonly issuer: string | undefined;
  /** The preset's endpoints with the values of its parameters. */
  readonly endpoints: Endpoints | undefined;
  /** The resource that access tokens are requested for (RFC 8707). */
  readonly resource: string | undefined;
  readonly clientId: string;
  readonly credential: ClientCredential;
  /** The names of the variables or settings of client ID and credential, for messages. */
  readonly settingNames: { readonly clientId: string; readonly credential: string };
  readonly pushedAuthorization: boolean | undefined;
  readonly dpop: boolean;
  /** Whether to request `offline_access`. Undefined: if the provider's metadata lists it. */
  readonly offlineAccess: boolean | undefined;
  readonly idTokenHint: boolean;
  readonly grants: readonly Grant[];
  readonly scopes: readonly string[];
  readonly apiHosts: readonly string[];
  readonly exposeAccessToken: boolean;
}

/** The characters of a rejected value that are shown. */
const SHOWN = 100;

/**
 * Reads a variable. Returns undefined if it is unset or empty, and a promise if it is read from a file.
 *
 * @throws AuthError `setting-unreadable` for a value that cannot be a setting
 */
export type ReadVariable = (name: string) => string | undefined | Promise<string | undefined>;

/** Returns a variable that was read before. */
export type Variables = (name: string) => string | undefined;

/**
 * Declares the settings of a provider. Returns them unchanged, with type checking.
 *
 * @example
 *   export const work = defineProvider({
 *     id: 'work',
 *     preset: keycloak,
 *     issuer: { variable: 'WORK_ISSUER' },
 *     clientId: { variable: 'WORK_CLIENT_ID' },
 *   });
 */
export function defineProvider(settings: ProviderSettings): ProviderSettings {
  return settings;
}

/**
 * Reads the variables that a provider's settings name.
 *
 * @throws AuthError `setting-unreadable`
 */
export async function readVariables(
  { issuer, parameters = {}, clientId, clientSecret, clientKey }: ProviderSettings,
  read: ReadVariable,
): Promise<Variables> {
  return readNamed([issuer, ...Object.values(parameters), clientId, clientSecret, clientKey], read);
}

/**
 * Reads the variables that settings name.
 *
 * @throws AuthError `setting-unreadable`
 */
export async function readNamed(
  settings: readonly (Setting | undefined)[],
  read: ReadVariable,
): Promise<Variables> {
  const names = settings.flatMap((setting) => (typeof setting === 'object' ? [setting.variable] : []));
  const values = new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
  return (name) => values.get(name);
}

/**
 * Resolves the settings of a provider to values.
 *
 * @param insecureLoopback allows a parameter with plain http on this machine, for development
 * @throws AuthError `provider-not-configured` with the missing variable or malformed value; `provider-misconfigured`
 *   for plain http that is not allowed; `setting-unreadable` for a client ID or secret with control characters
 */
export function resolveProvider(
  provider: ProviderSettings,
  read: Variables,
  insecureLoopback = false,
): ResolvedProvider {
  const { preset } = provider;
  const name = provider.name ?? preset.name;
  const values = readParameters(provider, name, read, insecureLoopback);
  const issuer =
    readSetting(name, 'issuer', provider.issuer, read) ?? (preset.issuer && fillIn(preset.issuer, values));
  const clientId = readSetting(name, 'client id', provider.clientId, read);
  if (!clientId) throw notConfigured(name, 'client id', provider.clientId);
  assertOneLine(name, 'client id', clientId);
  if (!preset.endpoints && !issuer) throw notConfigured(name, 'issuer', provider.issuer);
  if (issuer && !URL.canParse(issuer)) {
    throw new AuthError('provider-not-configured', `${name}: the issuer "${issuer}" is not a URL.`);
  }
  const resource = preset.resource && fillIn(preset.resource, values);
  return {
    id: provider.id,
    name,
    preset,
    issuer,
    endpoints: preset.endpoints && mapValues(preset.endpoints, (template) => fillIn(template, values)),
    resource,
    clientId,
    credential: credentialOf(provider, name, read),
    settingNames: {
      clientId: settingName(provider.clientId, 'clientId'),
      credential: settingName(provider.clientKey ?? provider.clientSecret, 'clientSecret'),
    },
    pushedAuthorization: provider.pushedAuthorization,
    dpop: usesDpop(provider),
    offlineAccess: provider.offlineAccess ?? (provider.scopes ? false : undefined),
    idTokenHint: provider.idTokenHint === true,
    grants: grantsOf(provider),
    scopes: provider.scopes ?? defaultScopes(provider),
    apiHosts: [
      ...preset.apiHosts.map((host) => fillIn(host, values).replace(/^http:\/\//, '')),
      ...(resource ? [new URL(resource).host] : []),
      ...(provider.apiHosts ?? []),
    ],
    exposeAccessToken: provider.exposeAccessToken === true,
  };
}

/** Returns whether the tokens of a provider are bound to a key. */
export function usesDpop({ dpop, preset }: ProviderSettings): boolean {
  return dpop ?? preset.dpop === 'required';
}

/** @throws AuthError `provider-not-configured` for a missing or malformed parameter */
export function readParameters(
  {
    preset,
    parameters = {},
  }: Pick<ProviderSettings, 'parameters'> & { readonly preset: Pick<Preset, 'parameters'> },
  name: string,
  read: Variables,
  insecureLoopback: boolean,
): Readonly<Record<string, string>> {
  const values = (preset.parameters ?? []).map(({ name: parameter, kind, example, ...known }) => {
    const setting = parameters[parameter];
    const value = (typeof setting === 'object' ? read(setting.variable) : setting) ?? known.default;
    if (value === undefined) throw notConfigured(name, parameter, setting);
    const onThisMachine = isInsecureLoopback(kind, value);
    if (onThisMachine && !insecureLoopback) throw insecureAddress(name, new URL(value));
    if (!onThisMachine && !isOfKind(kind, value)) {
      const message = `${name}: the ${parameter} ${JSON.stringify(value.slice(0, SHOWN))} does not look like ${example}.`;
      throw new AuthError('provider-not-configured', message);
    }
    return [parameter, value];
  });
  return Object.fromEntries(values);
}

function mapValues<T extends object>(object: T, change: (value: string) => string): T {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)])) as T;
}

/** Returns the preset's default scopes, with those that a refresh token requires. */
function defaultScopes({ preset, offlineAccess }: ProviderSettings): readonly string[] {
  const forRefresh = offlineAccess === false ? [] : (preset.refresh?.scopes ?? []);
  return [...preset.scopes.default, ...forRefresh];
}

function settingName(setting: Setting | undefined, otherwise: string): string {
  return typeof setting === 'object' ? setting.variable : otherwise;
}

export function readSetting(
  name: string,
  what: string,
  setting: Setting | undefined,
  read: Variables,
): string | undefined {
  if (setting === undefined || typeof setting === 'string') return setting;
  const value = read(setting.variable);
  if (value === undefined) throw notConfigured(name, what, setting);
  return value;
}

/** RFC 6749 appendix A allows printable ASCII for both. Other characters are left to the provider. */
export function assertOneLine(name: string, what: string, value: string): void {
  if (!/\p{Cc}/u.test(value)) return;
  throw new AuthError(
    'setting-unreadable',
    `${name}: the ${what} has line breaks or other control characters.`,
  );
}

/** Returns the error for a missing setting, with its name. */
export function notConfigured(name: string, what: string, setting: Setting | undefined): AuthError {
  const where = typeof setting === 'object' ? `set ${setting.variable}` : "add it to the provider's file";
  return new AuthError('provider-not-configured', `${name} has no ${what}: ${where}.`);
}
