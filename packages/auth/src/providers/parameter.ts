/** A part of a provider's addresses that each registration states for itself: a tenant, a domain, a realm. */
export interface PresetParameter {
  /** As it stands in braces in the preset's addresses: `domain` for `https://{domain}/authorize`. */
  readonly name: string;
  /** What it is and where a developer finds it, as a phrase without a full stop. */
  readonly description: string;
  readonly example: string;
  /** What it may look like, see {@link parameterPatterns}. */
  readonly kind: ParameterKind;
  /** Taken where a registration says nothing. */
  readonly default?: string;
}

/**
 * `host`: a DNS name, with a port or without. `segment`: one segment of a path or one label of a name. `url`: an https
 * address without query or fragment, and without a slash at its end.
 */
export type ParameterKind = 'host' | 'segment' | 'url';

/** Anchored, and narrow enough that no value can end the host of an address or begin another part of it. */
export const parameterPatterns: Readonly<Record<ParameterKind, RegExp>> = {
  host: /^(?=.{1,253}(?::|$))[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/i,
  segment: /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9_-])?$/,
  url: /^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[\w.~-]+)*$/i,
};

/**
 * Fills in what stands in braces.
 *
 * @throws RangeError for a name that `values` lacks: a fault of the preset
 */
export function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_braces, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`Nothing is known for {${name}} of ${template}.`);
    return value;
  });
}
