/** A part of a provider's addresses that each registration states for itself: a tenant, a domain, a realm. */
export interface PresetParameter {
  /** As it stands in braces in the preset's addresses: `domain` for `https://{domain}/authorize`. */
  readonly name: string;
  readonly example: string;
  /** What it may look like, see {@link isOfKind}. */
  readonly kind: ParameterKind;
  /** Taken where a registration says nothing. */
  readonly default?: string;
}

/**
 * `host`: a DNS name, with a port or without. `segment`: one segment of a path or one label of a name. `url`: an https
 * address without query or fragment, and without a slash at its end. In development, `http://127.0.0.1:8080` may stand for
 * a host and an address, see {@link isInsecureLoopback}.
 */
export type ParameterKind = 'host' | 'segment' | 'url';

const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const host = String.raw`${label}(?:\.${label})*(?::\d{1,5})?`;
const notDots = String.raw`(?!\.{1,2}(?:/|$))`;

/** Anchored, and narrow enough that no value can end the host of an address or begin another part of it. */
const patterns: Readonly<Record<ParameterKind, RegExp>> = {
  host: new RegExp(`^(?=.{1,253}(?::|$))${host}$`, 'i'),
  segment: /^(?=.{1,128}$)[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9_-])?$/,
  url: new RegExp(String.raw`^(?=.{1,2048}$)https://${host}(?:/${notDots}[\w.~-]+)*$`, 'i'),
};

/** Whether a value may be filled in: it looks like its kind, and with it an address is one. */
export function isOfKind(kind: ParameterKind, value: string): boolean {
  // Parsing alone finds a port that is too high, and numbers that only look like an IP address.
  return (
    patterns[kind].test(value) && URL.canParse(kind === 'host' ? `https://${value}` : value, 'https://a')
  );
}

const onThisMachine = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?(\/.*)?$/i;

/** Whether a value is a server on this machine by plain http: what only `DDEXT_INSECURE_LOOPBACK_ISSUER=1` allows. */
export function isInsecureLoopback(kind: ParameterKind, value: string): boolean {
  const match = kind === 'segment' ? null : onThisMachine.exec(value);
  if (!match || (kind === 'host' && match[1] !== undefined)) return false;
  return URL.canParse(value) && isOfKind('url', `https://localhost${match[1] ?? ''}`);
}

/**
 * Fills in what stands in braces; a value that brings its own scheme takes the place of the one before it.
 *
 * @throws RangeError for a name that `values` lacks: a fault of the preset
 */
export function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/(https:\/\/)?\{(\w+)\}/g, (_braces, scheme: string | undefined, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`Nothing is known for {${name}} of ${template}.`);
    return value.startsWith('http://') ? value : `${scheme ?? ''}${value}`;
  });
}
