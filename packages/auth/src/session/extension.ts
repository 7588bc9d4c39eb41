import type { Strategy } from '../providers/preset.ts';

/** What an extension is to the outside: the facts its UI, its backend and its provider registrations agree on. */
export interface Extension {
  /** `ORG/NAME`: the image without its tag, as Docker Desktop's links name it. */
  readonly id: string;
  readonly title: string;
  readonly strategy: Strategy;
  /** The port that Docker publishes on 127.0.0.1, and the only place where it is written. */
  readonly port: number;
}

/**
 * The redirect URI to register at the provider and to send in both requests, byte for byte.
 * The loopback literal, not `localhost` (RFC 8252 section 8.3).
 */
export function redirectUriOf(extension: Extension): string {
  return `http://127.0.0.1:${extension.port}/callback`;
}
