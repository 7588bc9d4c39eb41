import * as exported from '@ddext-oauth/auth/providers';

/** What the catalog has of a provider. */
export type Preset = exported.Preset;

/** All presets, by their ID. */
export const presets: ReadonlyMap<string, Preset> = new Map(
  Object.values(exported)
    .filter(isPreset)
    .map((preset) => [preset.id, preset]),
);

function isPreset(value: unknown): value is Preset {
  return typeof value === 'object' && value !== null && 'clientAuthentication' in value;
}
