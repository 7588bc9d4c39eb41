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
import { type ClientCredential, credentialOf } from './credential.ts';
import { AuthError } from './errors.ts';
import { insecureAddress } from './loopback.ts';

/** A value written down, or the name of the environment variable that holds it. */
export type Setting = string | SettingByName;

/**
 * A value by the name of its environment variable. `NAME_FILE` may instead hold the path of a file with
 * the value in it, as Docker's own images take secrets.
 */
export interface SettingByName {
  readonly variable: string;
}

/** A preset as one extension uses it: its registration at the provider. Holds secrets by name only. */
export interface ProviderSettings {
  readonly id: string;
  readonly preset: Preset;
  /** Shown on the button; the preset's name otherwise. */
  readonly name?: string;
  /** An https URL without query or fragment. Required where the preset has no issuer of its own. */
  readonly issuer?: Setting;
  /** The preset's parameters by name: a tenant, a domain. One with a default may be left out. */
  readonly parameters?: Readonly<Record<string, Setting>>;
  readonly clientId: Setting;
  /** Left out for a public client. Never a literal: an image is not a place for secrets (RFC 8252 section 8.5). */
  readonly clientSecret?: SettingByName;
  /** A private key in PEM, for private_key_jwt (RFC 7523); takes the place of the secret. */
  readonly clientKey?: SettingByName;
  /** The `kid` that the provider knows the key by. */
  readonly clientKeyId?: string;
  /**
   * How the client authenticates at the token endpoint, in the names of RFC 7591 section 2, where the provider has it
   * fixed for this client. Default: the first method that the preset and the provider's metadata share, else the preset's
   * first.
   */
  readonly clientAuthentication?: ClientAuthentication | 'none';
  /**
   * Whether authorization requests are pushed to the provider (RFC 9126). Default: where its metadata requires it of every
   * client; a provider may also require it of one.
   */
  readonly pushedAuthorization?: boolean;
  /**
   * Whether people stay signed in: asks for a refresh token with `offline_access` (OpenID Connect Core 1.0 section 11).
   * Default: where the provider's metadata lists that scope, unless `scopes` says what to ask for. `false` asks for no
   * refresh token; `true` asks whatever the metadata says.
   */
  readonly offlineAccess?: boolean;
  /**
   * Whether the link that ends the session at the provider carries the ID token, as `id_token_hint` (OpenID Connect
   * RP-Initiated Logout 1.0 section 2), for a provider that does nothing without it. Default: false, because the token says
   * who signed in and a link stays in the browser's history.
   */
  readonly idTokenHint?: boolean;
  /** Default: `authorization_code`. The first that signs a person in is the one the button begins. */
  readonly grants?: readonly Grant[];
  /** The preset's default scopes otherwise. */
  readonly scopes?: readonly string[];
  /** Hosts the access token may be sent to beside those of the preset: `api.example.com`, `api.example.com:8443`. */
  readonly apiHosts?: readonly string[];
  /** Lets the UI ask for access tokens of this provider. Off unless set; a refresh token never leaves the backend. */
  readonly exposeAccessToken?: boolean;
}

/** Provider settings with every value read. Stays in the backend. */
export interface ResolvedProvider {
  readonly id: string;
  readonly name: string;
  readonly preset: Preset;
  readonly issuer: string | undefined;
  /** The preset's, with its parameters filled in. */
  readonly endpoints: Endpoints | undefined;
  readonly clientId: string;
  readonly credential: ClientCredential;
  /** Where the client ID and the credential are set, for messages: the name of a variable, or of a setting. */
  readonly settingNames: { readonly clientId: string; readonly credential: string };
  readonly pushedAuthorization: boolean | undefined;
  /** Whether to ask for `offline_access`; undefined: where the provider's metadata lists it. */
  readonly offlineAccess: boolean | undefined;
  readonly idTokenHint: boolean;
  readonly grants: readonly Grant[];
  readonly scopes: readonly string[];
  readonly apiHosts: readonly string[];
  readonly exposeAccessToken: boolean;
}

/** Of a value that is refused, in characters. */
const SHOWN = 100;

/**
 * Reads a variable: undefined where it is unset or empty. One that is in a file takes a moment.
 *
 * @throws AuthError `setting-unreadable` where there is a value that cannot be one
 */
export type ReadVariable = (name: string) => string | undefined | Promise<string | undefined>;

/** Looks up a variable that was read before. */
export type Variables = (name: string) => string | undefined;

/** Types a provider's settings; returns them unchanged. */
export function defineProvider(settings: ProviderSettings): ProviderSettings {
  return settings;
}

/** Reads the variables that a provider's settings name. @throws AuthError `setting-unreadable` */
export async function readVariables(
  { issuer, parameters = {}, clientId, clientSecret, clientKey }: ProviderSettings,
  read: ReadVariable,
): Promise<Variables> {
  const settings = [issuer, ...Object.values(parameters), clientId, clientSecret, clientKey];
  const names = settings.flatMap((setting) => (typeof setting === 'object' ? [setting.variable] : []));
  const values = new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
  return (name) => values.get(name);
}

/**
 * A provider's settings with every value in its place.
 *
 * @param insecureLoopback allows a parameter that is a server on this machine by plain http, for development
 * @throws AuthError `provider-not-configured`, naming the variable that is missing or the value that is malformed;
 *   `provider-misconfigured` for plain http that is not allowed; `setting-unreadable` for a client id or secret that has control characters
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
  return {
    id: provider.id,
    name,
    preset,
    issuer,
    endpoints: preset.endpoints && mapValues(preset.endpoints, (template) => fillIn(template, values)),
    clientId,
    credential: credentialOf(provider, name, read),
    settingNames: {
      clientId: settingName(provider.clientId, 'clientId'),
      credential: settingName(provider.clientKey ?? provider.clientSecret, 'clientSecret'),
    },
    pushedAuthorization: provider.pushedAuthorization,
    offlineAccess: provider.offlineAccess ?? (provider.scopes ? false : undefined),
    idTokenHint: provider.idTokenHint === true,
    grants: grantsOf(provider),
    scopes: provider.scopes ?? defaultScopes(provider),
    apiHosts: [
      ...preset.apiHosts.map((host) => fillIn(host, values).replace(/^http:\/\//, '')),
      ...(provider.apiHosts ?? []),
    ],
    exposeAccessToken: provider.exposeAccessToken === true,
  };
}

/** @throws AuthError `provider-not-configured` for a parameter that is missing or not of its kind */
function readParameters(
  { preset, parameters = {} }: ProviderSettings,
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

/** Those of the preset, with what it takes to be issued a refresh token there. */
function defaultScopes({ preset, offlineAccess }: ProviderSettings): readonly string[] {
  const forRefresh = offlineAccess === false ? [] : (preset.refresh?.scopes ?? []);
  return [...preset.scopes.default, ...forRefresh];
}

function settingName(setting: Setting | undefined, otherwise: string): string {
  return typeof setting === 'object' ? setting.variable : otherwise;
}

function readSetting(
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

/** RFC 6749 appendix A has printable ASCII for both. What is not ASCII is the provider's business. */
export function assertOneLine(name: string, what: string, value: string): void {
  if (!/\p{Cc}/u.test(value)) return;
  throw new AuthError(
    'setting-unreadable',
    `${name}: the ${what} has line breaks or other control characters.`,
  );
}

/** A setting that is missing, by its name. */
export function notConfigured(name: string, what: string, setting: Setting | undefined): AuthError {
  const where = typeof setting === 'object' ? `set ${setting.variable}` : "add it to the provider's file";
  return new AuthError('provider-not-configured', `${name} has no ${what}: ${where}.`);
}
