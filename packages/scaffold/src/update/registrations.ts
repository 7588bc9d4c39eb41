import type { Options } from '../options/options.ts';
import { redirectUris } from '../options/redirect-uris.ts';

/** A redirect URI that has to be registered again. */
export interface Registration {
  /** The provider's name. */
  readonly provider: string;
  /** Where to register; null if each tenant has its own console. */
  readonly console: string | null;
  /** The URI that is registered now. */
  readonly from: string;
  /** The URI to register. */
  readonly to: string;
}

/** The redirect URIs that differ between two states of an extension, for the providers of both. */
export function changedRegistrations(before: Options, after: Options): readonly Registration[] {
  const [old, next] = [urisOf(before), urisOf(after)];
  return after.providers.flatMap(({ id, name, registration }) => {
    const [from, to] = [old.get(id), next.get(id)];
    if (from === undefined || to === undefined || from === to) return [];
    return [{ provider: name, console: registration.url ?? null, from, to }];
  });
}

function urisOf(options: Options): ReadonlyMap<string, string> {
  return new Map(
    redirectUris(options).flatMap(({ uri, providers }) => providers.map(({ id }) => [id, uri] as const)),
  );
}
