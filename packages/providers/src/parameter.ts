/** A part of a provider's URLs that each registration sets: a tenant, a domain, a realm. */
export interface PresetParameter {
  /** The name in braces in the preset's URLs: `domain` for `https://{domain}/authorize`. */
  readonly name: string;
  readonly example: string;
  /** The form of its values, see {@link isOfKind}. */
  readonly kind: ParameterKind;
  /** The value if a registration sets none. */
  readonly default?: string;
}

/**
 * - `host`: a DNS name, with an optional port
 * - `segment`: one segment of a path or one label of a name
 * - `url`: an https URL without query, fragment or trailing slash
 *
 * In development, a host or URL can be `http://127.0.0.1:8080`, see {@link isInsecureLoopback}.
 */
export type ParameterKind = 'host' | 'segment' | 'url';

const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const host = String.raw`${label}(?:\.${label})*(?::\d{1,5})?`;
const notDots = String.raw`(?!\.{1,2}(?:/|$))`;

/** Anchored, and strict enough that no value can end the host of a URL or start another part of it. */
const patterns: Readonly<Record<ParameterKind, RegExp>> = {
  host: new RegExp(`^(?=.{1,253}(?::|$))${host}$`, 'i'),
  segment: /^(?=.{1,128}$)[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9_-])?$/,
  url: new RegExp(String.raw`^(?=.{1,2048}$)https://${host}(?:/${notDots}[\w.~-]+)*$`, 'i'),
};

/**
 * Returns whether a value matches its kind and results in a valid URL.
 *
 * @example
 *   isOfKind('host', 'id.example.com:8443'); // true
 *   isOfKind('host', 'id.example.com/login'); // false
 */
export function isOfKind(kind: ParameterKind, value: string): boolean {
  // Only parsing detects a port that is too high, and numbers that look like an IP address.
  return (
    patterns[kind].test(value) && URL.canParse(kind === 'host' ? `https://${value}` : value, 'https://a')
  );
}

const onThisMachine = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?(\/.*)?$/i;

/**
 * Returns whether a value is a server on this machine with plain http, which only `DDEXT_INSECURE_LOOPBACK_ISSUER=1`
 * allows.
 *
 * @example
 *   isInsecureLoopback('url', 'http://127.0.0.1:8080/realms/master'); // true
 */
export function isInsecureLoopback(kind: ParameterKind, value: string): boolean {
  const match = kind === 'segment' ? null : onThisMachine.exec(value);
  if (!match || (kind === 'host' && match[1] !== undefined)) return false;
  return URL.canParse(value) && isOfKind('url', `https://localhost${match[1] ?? ''}`);
}

/**
 * Replaces the names in braces with their values. A value with a scheme also replaces the scheme before it.
 *
 * @example
 *   fillIn('https://{host}/oauth/token', { host: 'id.example.com' }); // 'https://id.example.com/oauth/token'
 *
 * @throws RangeError for a name that `values` lacks, which is a fault of the preset
 */
export function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/(https:\/\/)?\{(\w+)\}/g, (_braces, scheme: string | undefined, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`Nothing is known for {${name}} of ${template}.`);
    return value.startsWith('http://') ? value : `${scheme ?? ''}${value}`;
  });
}
