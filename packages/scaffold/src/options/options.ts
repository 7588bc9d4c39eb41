import { basename, type PlatformPath, resolve } from 'node:path';
import type { CatalogEntry, Host, Redirect, Strategy } from '@ddext-oauth/providers';
import { catalog } from '@ddext-oauth/providers/catalog';
import type { Exchange } from '@ddext-oauth/providers/compatibility';
import { type OptionRow, optionTable } from './option-table.ts';
import { providersToAccept } from './rules/accept.ts';
import type { KeyLocation } from './rules/key.ts';
import type { License } from './rules/license.ts';
import { dpopWarnings } from './rules/provider-settings.ts';
import { judgeProviders, type ProviderVerdict, type SignInOptions, verdictOn } from './rules/providers.ts';
import { titleWarning } from './rules/title.ts';
import type { TokenProvider } from './rules/token.ts';
import { parseWorkspace, type SharedWorkspace } from './rules/workspace.ts';

/** Options as the user types them. Absent options get their defaults. The keys are those of the option table. */
export interface RawOptions {
  readonly directory?: string | undefined;
  readonly strategy?: string | undefined;
  readonly redirect?: string | undefined;
  readonly exchange?: string | undefined;
  readonly key?: string | undefined;
  readonly hosts?: string | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly token?: readonly string[] | undefined;
  readonly accept?: readonly string[] | undefined;
  readonly privateKeyJwt?: readonly string[] | undefined;
  readonly par?: readonly string[] | undefined;
  readonly dpop?: readonly string[] | undefined;
  readonly image?: string | undefined;
  readonly title?: string | undefined;
  readonly port?: string | undefined;
  readonly bare?: boolean | undefined;
  readonly license?: string | undefined;
  readonly remoteCache?: string | undefined;
  /** Set by the Nx generators. The command has no such option. */
  readonly workspace?: SharedWorkspace | undefined;
}

/** Valid options. Equal options generate the same files, byte for byte. */
export interface Options {
  /** As given: absolute, or relative to the working directory. Generated files depend only on its base name. */
  readonly directory: string;
  /** The base name of the directory. It is used as npm name and as image name. */
  readonly name: string;
  readonly title: string;
  /** `ORG/NAME`, without a tag; the extension's ID. */
  readonly image: string;
  /** Not used with `extension-tab`. */
  readonly port: number;
  readonly strategy: Strategy;
  /** The form of the redirect URI of the tab. Not used with `backend-callback`. */
  readonly redirect: Redirect;
  /** Where the code is exchanged and the tokens are stored. */
  readonly exchange: Exchange;
  /** Where the key of the backend's accounts is stored. */
  readonly key: KeyLocation;
  /** The hosts in which users must be able to sign in: at least one. */
  readonly hosts: readonly Host[];
  /** Each once, in the order given. Empty if users only paste keys: `tokens` then has at least one. */
  readonly providers: readonly CatalogEntry[];
  /** The providers whose users can paste a key. */
  readonly tokens: readonly TokenProvider[];
  /** IDs of the accepted providers that share the redirect URI of the tab and are not known to send `iss`. */
  readonly accept: readonly string[];
  /** IDs of the providers at which the backend authenticates with a private key (RFC 7523). */
  readonly privateKeyJwt: readonly string[];
  /** IDs of the providers that receive pushed authorization requests (RFC 9126). */
  readonly par: readonly string[];
  /** IDs of the providers whose tokens are bound to a key (RFC 9449). */
  readonly dpop: readonly string[];
  /** Whether the example of a call to the provider's API is left out. */
  readonly bare: boolean;
  /** Absent for an extension in an existing workspace. */
  readonly license?: License;
  /** URL of Nx's remote cache, without a slash at its end. */
  readonly remoteCache?: string;
  /** The existing workspace. Without it, the extension is its own workspace. */
  readonly workspace?: SharedWorkspace;
}

export interface ResolvedOptions {
  readonly options: Options;
  /** Sentences about valid options that may cause a problem later. */
  readonly warnings: readonly string[];
}

/**
 * Validates the given options and adds the defaults. It reads no file.
 *
 * @example
 * const { options, warnings } = resolveOptions({ directory: 'my-extension', provider: ['github'] });
 * options.image; // 'my-org/my-extension'
 * @throws {import('../errors.ts').ScaffoldError} for the first invalid option, in the order of the table
 */
export function resolveOptions(
  raw: RawOptions,
  { cwd = process.cwd(), path = { basename, resolve } as Pick<PlatformPath, 'basename' | 'resolve'> } = {},
): ResolvedOptions {
  const directory = raw.directory ?? optionTable.directory.fallback(undefined);
  // An empty path usually comes from an unset variable. It must not mean the working directory.
  const name = optionTable.directory.parse(
    directory && path.basename(path.resolve(cwd, directory)),
    undefined,
  );
  const chosen = resolveSignIn(raw);
  const workspace = raw.workspace && parseWorkspace(raw.workspace, name);
  const shared = workspace !== undefined;
  const key = settle(optionTable.key, raw.key, { exchange: chosen.exchange, shared });
  const providers = settle(optionTable.provider, raw.provider, raw);
  const providerWarnings = judgeProviders(providers, chosen);
  const tokens = settle(optionTable.token, raw.token, { exchange: chosen.exchange });
  const accept = settle(optionTable.accept, raw.accept, { strategy: chosen.strategy, providers });
  const use = { exchange: chosen.exchange, providers };
  const privateKeyJwt = settle(optionTable.privateKeyJwt, raw.privateKeyJwt, use);
  const par = settle(optionTable.par, raw.par, use);
  const dpop = settle(optionTable.dpop, raw.dpop, use);
  const image = settle(optionTable.image, raw.image, { name });
  const title = settle(optionTable.title, raw.title, { name });
  const port = settle(optionTable.port, raw.port, { image });
  const bare = settle(optionTable.bare, raw.bare, undefined);
  const license = settle(optionTable.license, raw.license, { shared });
  const remoteCache = settle(optionTable.remoteCache, raw.remoteCache, { shared });
  return {
    options: {
      ...{ directory, name, title, image, port, ...chosen, key, providers, tokens, accept, bare },
      ...{ privateKeyJwt, par, dpop },
      ...(license && { license }),
      ...(remoteCache !== undefined && { remoteCache }),
      ...(workspace && { workspace }),
    },
    warnings: [...providerWarnings, ...dpopWarnings(dpop, providers), titleWarning(title)].filter(
      (warning) => warning !== undefined,
    ),
  };
}

/**
 * Whether each provider of the catalog works with a strategy, redirect and exchange.
 *
 * @throws {import('../errors.ts').ScaffoldError} if these options are invalid
 */
export function catalogVerdicts(raw: RawOptions): readonly ProviderVerdict[] {
  const chosen = resolveSignIn(raw);
  return catalog.map((preset) => verdictOn(preset, chosen));
}

/**
 * The providers that `accept` must list, for the options given so far.
 *
 * @throws {import('../errors.ts').ScaffoldError} if these options are invalid
 */
export function providersToAcceptOf(raw: RawOptions): readonly CatalogEntry[] {
  const { strategy } = resolveSignIn(raw);
  return providersToAccept({ strategy, providers: settle(optionTable.provider, raw.provider, raw) });
}

function resolveSignIn(raw: RawOptions): SignInOptions {
  const strategy = settle(optionTable.strategy, raw.strategy, undefined);
  const redirect = settle(optionTable.redirect, raw.redirect, { strategy });
  const exchange = settle(optionTable.exchange, raw.exchange, { strategy });
  const hosts = settle(optionTable.hosts, raw.hosts, { strategy });
  return { strategy, redirect, exchange, hosts };
}

function settle<Given extends string | readonly string[] | boolean, Value, Known>(
  row: OptionRow<Given, Value, Known>,
  given: Given | undefined,
  known: Known,
): Value {
  return row.parse(given ?? row.fallback(known), known);
}
