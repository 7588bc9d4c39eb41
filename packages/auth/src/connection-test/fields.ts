import type { Preset } from '@ddext-oauth/providers';
import { catalog } from '@ddext-oauth/providers/catalog';

/**
 * Returns the field for the redirect URI in the provider's console. It is unknown for a preset outside the catalog.
 */
export function redirectFieldOf({ id }: Preset): string {
  const registration = catalog.find((entry) => entry.id === id)?.registration;
  const fields = [registration?.fields ?? {}, ...Object.values(registration?.strategyFields ?? {})];
  const field = fields.flatMap(Object.entries).find(([, value]) => String(value).includes('{redirectUri}'));
  return field?.[0] ?? 'Redirect URI';
}
