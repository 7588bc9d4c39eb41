/** What matters to a sign-in about a host of Docker extensions. */
export interface HostFacts {
  readonly name: string;
  /** Whether a link in the browser can open the extension's tab with the provider's response. */
  readonly opensTab: boolean;
}

/**
 * The hosts that run Docker extensions. docs/hosts.md has the evidence.
 *
 * @example
 *   const { name, opensTab } = hosts.podman;
 */
export const hosts = {
  docker: { name: 'Docker Desktop', opensTab: true },
  rancher: { name: 'Rancher Desktop', opensTab: false },
  // Its link podman-desktop:extension/ID takes no parameters.
  podman: { name: 'Podman Desktop', opensTab: false },
} as const satisfies Readonly<Record<string, HostFacts>>;

/** The ID of a host of Docker extensions. */
export type Host = keyof typeof hosts;

/**
 * Returns whether a text is the ID of a host.
 *
 * @example
 *   const host = isHost(value) ? hosts[value].name : 'another app';
 */
export function isHost(text: unknown): text is Host {
  return typeof text === 'string' && Object.hasOwn(hosts, text);
}
