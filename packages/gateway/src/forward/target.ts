/** Where the extension's own backend listens: a socket path, or TCP. */
export type Target = { readonly path: string } | { readonly host: string; readonly port: number };

/**
 * Parses `HOST:PORT`, `[IPV6]:PORT`, or a socket path, which contains a slash.
 *
 * @returns undefined for any other text
 */
export function parseTarget(text: string): Target | undefined {
  if (text.includes('/')) return { path: text };
  const match = /^(?:\[([\da-f:.]+)\]|([^\s:[\]]+)):(\d{1,5})$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port };
}

/** Returns the text that {@link parseTarget} parses. */
export function describeTarget(target: Target): string {
  if ('path' in target) return target.path;
  return `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
}
