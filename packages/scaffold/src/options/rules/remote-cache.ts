import { ScaffoldError } from '../../errors.ts';

/** JSON Schema of the option. */
export const REMOTE_CACHE_SCHEMA = { type: 'string', pattern: '^https?://[^\\s]+$' } as const;

/** Hosts that are reached without a network. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Checks the address of Nx's remote cache. Nx appends `/v1/cache/HASH`, and the token goes with each request.
 *
 * @returns the URL without a slash at its end, or undefined for an empty string
 * @throws {ScaffoldError} `remote-cache-invalid`; `option-not-applicable` if the extension is in an existing workspace
 * @see https://nx.dev/docs/kb/self-hosted-caching
 */
export function parseRemoteCache(given: string, shared: boolean): string | undefined {
  if (given === '') return undefined;
  if (shared) {
    throw new ScaffoldError(
      'option-not-applicable',
      '--remote-cache sets up the CI workflow of a new workspace, and this extension is in an existing one; see docs/many-extensions.md.',
    );
  }
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !isSecure(url) || url.username || url.password || url.search || url.hash) {
    throw new ScaffoldError(
      'remote-cache-invalid',
      `The remote cache ${JSON.stringify(given)} must be an https URL without credentials, query and fragment, such as https://nx-cache.example.com.`,
      { suggestion: 'https://nx-cache.example.com' },
    );
  }
  return url.href.replace(/\/+$/, '');
}

function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}
