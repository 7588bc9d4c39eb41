import type { Preset } from '@ddext-oauth/providers';
import { catalogue } from '@ddext-oauth/providers/catalogue';

/** The field of the provider's console that takes the redirect URI; of a preset outside the catalogue it is not known. */
export function redirectFieldOf({ id }: Preset): string {
  const registration = catalogue.find((entry) => entry.id === id)?.registration;
  const fields = [registration?.fields ?? {}, ...Object.values(registration?.strategyFields ?? {})];
  const field = fields.flatMap(Object.entries).find(([, value]) => String(value).includes('{redirectUri}'));
  return field?.[0] ?? 'Redirect URI';
}
