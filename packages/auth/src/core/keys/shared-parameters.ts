import type { PresetParameter } from '@ddext-oauth/providers';
import { type ProviderSettings, type ReadVariable, readNamed, type Setting } from '../client/settings.ts';
import { AuthError } from '../errors.ts';
import type { KeySettings } from './key-settings.ts';

/**
 * Requires that OAuth and a key under one ID have the same parameters, such as a host: the accounts of both are those of one server.
 *
 * @throws AuthError `provider-misconfigured` with both values, and the variables that they come from
 */
export async function requireSameParameters(
  key: KeySettings,
  provider: ProviderSettings,
  read: ReadVariable,
): Promise<void> {
  const name = provider.name ?? provider.preset.name;
  for (const ofKey of key.method.parameters ?? []) {
    const ofProvider = provider.preset.parameters?.find((each) => each.name === ofKey.name);
    if (!ofProvider) continue;
    const [one, other] = [provider.parameters?.[ofKey.name], key.parameters?.[ofKey.name]];
    const [first, second] = [
      await settingValue(ofProvider, one, read),
      await settingValue(ofKey, other, read),
    ];
    if (first === undefined || second === undefined || isSame(ofKey, first, second)) continue;
    throw new AuthError(
      'provider-misconfigured',
      `${name} has two different values for ${ofKey.name}: ${first}${origin(one)} for OAuth and ${second}${origin(other)} for keys. ` +
        'Use the same value, or give the keys another ID.',
    );
  }
}

async function settingValue(
  { default: fallback }: PresetParameter,
  setting: Setting | undefined,
  read: ReadVariable,
): Promise<string | undefined> {
  if (typeof setting !== 'object') return setting ?? fallback;
  return (await readNamed([setting], read))(setting.variable) ?? fallback;
}

/** Names of hosts have no case (RFC 9110 section 4.2.3). */
function isSame({ kind }: PresetParameter, first: string, second: string): boolean {
  return kind === 'host' ? first.toLowerCase() === second.toLowerCase() : first === second;
}

function origin(setting: Setting | undefined): string {
  return typeof setting === 'object' ? ` (${setting.variable})` : '';
}
