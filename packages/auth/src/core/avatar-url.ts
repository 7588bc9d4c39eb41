/** Longer than the address of any picture, and short enough to store and show. */
const LONGEST_URL = 2048;

/** Names that resolve to this machine or to its own network (RFC 6761 section 6.3, RFC 6762, RFC 8375, ICANN's `internal`). */
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
 * The address of a person's picture, in its normalized form, or undefined where a page must not load it. A provider can
 * put any address there, and the page requests it each time it opens: a picture is no way to reach this machine, its
 * network or a file.
 *
 * It is https, without credentials, and on a host with a name of more than one label outside the local suffixes. No IP
 * address passes, public ones included: no provider uses one, and so there is no list of ranges to get wrong.
 *
 * @example
 * safeAvatarUrl('https://example.com/ada.png'); // 'https://example.com/ada.png'
 * safeAvatarUrl('https://0x7f.1/shutdown'); // undefined: the URL parser makes 127.0.0.1 of it
 */
export function safeAvatarUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST_URL || !URL.canParse(value)) return undefined;
  const { protocol, username, password, hostname, href } = new URL(value);
  if (protocol !== 'https:' || username !== '' || password !== '') return undefined;
  return isPublicName(hostname) && href.length <= LONGEST_URL ? href : undefined;
}

/** @param hostname as the URL parser gives it: in lower case, IPv4 in its dotted form, IPv6 in brackets */
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const isAddress = name.startsWith('[') || /^\d+(\.\d+){3}$/.test(name);
  const isLocal = localSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`));
  return !isAddress && !isLocal && name.includes('.');
}
