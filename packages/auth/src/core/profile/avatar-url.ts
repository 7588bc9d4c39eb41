/** Longer than the URL of any picture, and short enough to store. */
const LONGEST_URL = 2048;

/**
 * Suffixes that resolve to this machine or its network (RFC 6761 section 6.3, RFC 6762, RFC 8375, ICANN's `internal`).
 */
const localSuffixes = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
];

/**
 * Returns the normalized URL of a user's picture, or undefined if a page must not load it. The provider controls the
 * URL, and the page requests it each time it opens. It must not reach this machine, its network or a file.
 *
 * The URL is https, without credentials, on a host name with at least two labels outside the local suffixes. IP
 * addresses are rejected, public ones included: no provider uses one, and no list of ranges is needed.
 *
 * @example
 *   safeAvatarUrl('https://example.com/ada.png'); // 'https://example.com/ada.png'
 *   safeAvatarUrl('https://0x7f.1/shutdown'); // undefined: the URL parser reads 127.0.0.1
 */
export function safeAvatarUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST_URL || !URL.canParse(value)) return undefined;
  const { protocol, username, password, hostname, href } = new URL(value);
  if (protocol !== 'https:' || username !== '' || password !== '') return undefined;
  return isPublicName(hostname) && href.length <= LONGEST_URL ? href : undefined;
}

/** @param hostname as returned by the URL parser: in lower case, IPv4 in dotted form, IPv6 in brackets */
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const isAddress = name.startsWith('[') || /^\d+(\.\d+){3}$/.test(name);
  const isLocal = localSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`));
  return !isAddress && !isLocal && name.includes('.');
}
