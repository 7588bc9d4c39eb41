import type { Preset } from '../providers/preset.ts';

/** The field of the provider's console that takes the redirect URI. */
export function redirectFieldOf({ registration }: Preset): string {
  const fields = [registration.fields, ...Object.values(registration.strategyFields ?? {})];
  const field = fields.flatMap(Object.entries).find(([, value]) => String(value).includes('{redirectUri}'));
  return field?.[0] ?? 'Redirect URI';
}
