import {
  type ExtensionRecord,
  withoutProvider,
  withoutToken,
  withProvider,
  withToken,
} from '@ddext-oauth/scaffold/update';
import { logger, type Tree } from '../devkit.ts';
import type { FollowUp } from '../workspace/package-manager.ts';
import { type ChangeSchema, change } from './change.ts';

export interface ProviderSchema extends ChangeSchema {
  /** ID of a preset of the catalog. */
  readonly provider: string;
  /** `token` if users paste a key of the provider. Default: `oauth`. Both methods of a provider share their accounts. */
  readonly method?: 'oauth' | 'token' | undefined;
  /** IDs of providers that may share the redirect URI of the tab, although they are not known to send `iss`. */
  readonly accept?: readonly string[] | undefined;
  /** IDs of providers with these settings. The provider may be an existing one. */
  readonly privateKeyJwt?: readonly string[] | undefined;
  readonly par?: readonly string[] | undefined;
  readonly dpop?: readonly string[] | undefined;
}

/** Adds a provider to an extension. @throws Error if it does not work with the strategy, and for conflicts */
export function provider(tree: Tree, schema: ProviderSchema): Promise<FollowUp> {
  if (schema.method === 'token')
    return change(tree, schema, (record) => ({ token: withToken(record, schema.provider) }));
  return change(tree, schema, (record) => ({
    provider: withProvider(record, schema.provider),
    added: schema.provider,
    accept: schema.accept,
    privateKeyJwt: schema.privateKeyJwt,
    par: schema.par,
    dpop: schema.dpop,
  }));
}

/** Removes a provider from an extension. @throws Error for the only provider, and for conflicts */
export function removeProvider(
  tree: Tree,
  schema: Omit<ProviderSchema, 'accept' | 'privateKeyJwt' | 'par' | 'dpop'>,
): Promise<FollowUp> {
  return change(tree, schema, (record) => {
    reportAbsent(record, schema);
    if (schema.method === 'token') return { token: withoutToken(record, schema.provider) };
    return { provider: withoutProvider(record, schema.provider) };
  });
}

/** A second run changes nothing, so it is no error. */
function reportAbsent({ options }: ExtensionRecord, { provider: id, method }: ProviderSchema): void {
  const present = method === 'token' ? (options.token ?? []) : options.provider;
  if (present.includes(id)) return;
  const what = method === 'token' ? `has no keys of ${id}` : `has ${present.join(', ')}`;
  logger.warn(`${id} is not a provider of this extension, which ${what}.`);
}
