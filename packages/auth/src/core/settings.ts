import type { ClientAuthentication, Preset } from '../providers/preset.ts';
import { AuthError } from './errors.ts';

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
  readonly clientId: Setting;
  /** Left out for a public client. Never a literal: an image is not a place for secrets (RFC 8252 section 8.5). */
  readonly clientSecret?: SettingByName;
  /** The preset's default scopes otherwise. */
  readonly scopes?: readonly string[];
}

/** Provider settings with every value read. Stays in the backend. */
export interface ResolvedProvider {
  readonly id: string;
  readonly name: string;
  readonly preset: Preset;
  readonly issuer: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly clientAuthentication: ClientAuthentication;
  readonly scopes: readonly string[];
}

/** Looks a variable up. Returns undefined where it is unset or empty. */
export type ReadVariable = (name: string) => string | undefined;

/** Types a provider's settings; returns them unchanged. */
export function defineProvider(settings: ProviderSettings): ProviderSettings {
  return settings;
}

/**
 * Reads a provider's settings.
 *
 * @throws AuthError `provider-not-configured`, naming the variable that is missing or the value that is malformed
 */
export function resolveProvider(provider: ProviderSettings, read: ReadVariable): ResolvedProvider {
  const { preset } = provider;
  const name = provider.name ?? preset.name;
  const issuer = readSetting(name, 'issuer', provider.issuer, read) ?? preset.issuer;
  const clientId = readSetting(name, 'client id', provider.clientId, read);
  const clientSecret = provider.clientSecret && read(provider.clientSecret.variable);
  if (!clientId) throw notConfigured(name, 'client id', provider.clientId);
  if (!preset.endpoints && !issuer) throw notConfigured(name, 'issuer', provider.issuer);
  if (issuer && !URL.canParse(issuer)) {
    throw new AuthError('provider-not-configured', `${name}: the issuer "${issuer}" is not a URL.`);
  }
  return {
    id: provider.id,
    name,
    preset,
    issuer,
    clientId,
    clientSecret,
    clientAuthentication: chooseClientAuthentication(provider, name, clientSecret),
    scopes: provider.scopes ?? preset.scopes.default,
  };
}

function chooseClientAuthentication(
  provider: ProviderSettings,
  name: string,
  clientSecret: string | undefined,
): ClientAuthentication {
  const methods = provider.preset.clientAuthentication;
  const method = methods.find((candidate) => (candidate === 'none') === (clientSecret === undefined));
  if (method) return method;
  if (clientSecret === undefined) throw notConfigured(name, 'client secret', provider.clientSecret);
  throw new AuthError('provider-not-configured', `${name}: this provider takes no client secret; remove it.`);
}

function readSetting(
  name: string,
  what: string,
  setting: Setting | undefined,
  read: ReadVariable,
): string | undefined {
  if (setting === undefined || typeof setting === 'string') return setting;
  const value = read(setting.variable);
  if (value === undefined) throw notConfigured(name, what, setting);
  return value;
}

function notConfigured(name: string, what: string, setting: Setting | undefined): AuthError {
  const where = typeof setting === 'object' ? `set ${setting.variable}` : "add it to the provider's file";
  return new AuthError('provider-not-configured', `${name} has no ${what}: ${where}.`);
}
