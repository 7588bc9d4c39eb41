import { type ProviderSettings, SettingsError } from '@ddext-oauth/auth';
import * as v from 'valibot';
import { type FileProvider, grant } from './file.ts';
import { type Preset, presets } from './presets.ts';

/**
 * Completes a provider: what the file does not set is read from variables whose names begin with the provider's ID, such as
 * `GITHUB_CLIENT_ID`. They are the same names as in an extension that create-ddext-oauth generates.
 *
 * @throws SettingsError for an unknown preset or parameter
 */
export function providerOf(
  { preset: presetId, ...given }: FileProvider,
  environment: NodeJS.ProcessEnv,
): ProviderSettings {
  const { id } = given;
  const preset = presetOf(id, presetId ?? id);
  const prefix = constantCase(id);
  const known = (preset.parameters ?? []).map(({ name }) => name);
  const unknown = Object.keys(given.parameters ?? {}).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new SettingsError(
      `The preset ${preset.id} has no parameter ${unknown}${known.length > 0 ? `: it has ${known.join(', ')}` : ''}.`,
    );
  const isSet = (name: string) => Boolean(environment[name] || environment[`${name}_FILE`]);
  const variable = (name: string) => ({ variable: `${prefix}_${name}` });
  const parameters = Object.fromEntries(
    known
      .filter((name) => isSet(variable(constantCase(name)).variable))
      .map((name) => [name, variable(constantCase(name))]),
  );
  return defined({
    preset,
    ...(isSet(`${prefix}_ISSUER`) && { issuer: variable('ISSUER') }),
    ...(isSet(`${prefix}_CLIENT_KEY`) && { clientKey: variable('CLIENT_KEY') }),
    scopes: listIn(environment[`${prefix}_SCOPES`]),
    apiHosts: listIn(environment[`${prefix}_API_HOSTS`]),
    grants: grantsIn(`${prefix}_GRANTS`, environment),
    clientId: variable('CLIENT_ID'),
    clientSecret: variable('CLIENT_SECRET'),
    ...given,
    parameters: { ...parameters, ...given.parameters },
  });
}

/**
 * Parses `DDEXT_PROVIDERS`: IDs of presets, or `ID=PRESET` for another ID, separated by commas or spaces.
 *
 * @example
 *   providersIn('github work=oidc'); // [{ id: 'github' }, { id: 'work', preset: 'oidc' }]
 */
export function providersIn(text: string): FileProvider[] {
  return (listIn(text) ?? []).map((item) => {
    const [id = '', preset] = item.split('=');
    return preset === undefined ? { id } : { id, preset };
  });
}

/** @throws SettingsError for an unknown grant */
function grantsIn(name: string, environment: NodeJS.ProcessEnv): ProviderSettings['grants'] {
  return listIn(environment[name])?.map((each) => {
    const parsed = v.safeParse(grant, each);
    if (parsed.success) return parsed.output;
    throw new SettingsError(`${name} ${parsed.issues[0].message}, separated by commas.`);
  });
}

/** Splits at commas and spaces. Undefined if there is nothing. */
export function listIn(text: string | undefined): string[] | undefined {
  const items = text?.split(/[\s,]+/).filter((item) => item !== '') ?? [];
  return items.length > 0 ? items : undefined;
}

function presetOf(id: string, presetId: string): Preset {
  const preset = presets.get(presetId);
  if (preset) return preset;
  throw new SettingsError(
    `The provider ${id} has no preset ${presetId}: the presets are ${[...presets.keys()].join(', ')}.`,
  );
}

/** `tenantId` and `tenant-id` -> `TENANT_ID`. */
function constantCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
}

/** Without the members that are undefined. */
function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
