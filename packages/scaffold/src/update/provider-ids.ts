import { ScaffoldError } from '../errors.ts';
import type { ExtensionRecord } from '../options/record.ts';

/** The IDs of an extension's providers with another one added, unless it is in the list already. */
export function withProvider({ options }: ExtensionRecord, id: string): readonly string[] {
  return options.provider.includes(id) ? options.provider : [...options.provider, id];
}

/** The IDs of the providers whose users paste a key, with another one added. */
export function withToken({ options: { token = [] } }: ExtensionRecord, id: string): readonly string[] {
  return token.includes(id) ? token : [...token, id];
}

/**
 * The IDs of the providers whose users paste a key, without one of them.
 *
 * @throws {ScaffoldError} `provider-last` for the only one of an extension without a provider to sign in with
 */
export function withoutToken(
  { options: { token = [], provider } }: ExtensionRecord,
  id: string,
): readonly string[] {
  const left = token.filter((each) => each !== id);
  if (left.length > 0 || provider.length > 0) return left;
  throw onlyProvider(id);
}

/**
 * The IDs of an extension's providers without one of them.
 *
 * @throws {ScaffoldError} `provider-last` for the only one of an extension whose users paste no key
 */
export function withoutProvider({ options }: ExtensionRecord, id: string): readonly string[] {
  const left = options.provider.filter((each) => each !== id);
  if (left.length > 0 || options.token?.length) return left;
  throw onlyProvider(id);
}

function onlyProvider(id: string): ScaffoldError {
  return new ScaffoldError(
    'provider-last',
    `${id} is the only provider of this extension; add another one first.`,
  );
}
