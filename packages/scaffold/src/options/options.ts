import { basename, type PlatformPath, resolve } from 'node:path';
import type { CatalogueEntry, Redirect, Strategy } from '@ddext-oauth/providers';
import { catalogue } from '@ddext-oauth/providers/catalogue';
import type { Exchange } from '@ddext-oauth/providers/compatibility';
import { type OptionRow, optionTable } from './option-table.ts';
import { providersToAccept } from './rules/accept.ts';
import { judgeProviders, type ProviderVerdict, verdictOn, type Ways } from './rules/providers.ts';
import { titleWarning } from './rules/title.ts';
import { parseWorkspace, type SharedWorkspace } from './rules/workspace.ts';

/** Options as typed; what is absent gets its default. The keys are those of the option table. */
export interface RawOptions {
  readonly directory?: string | undefined;
  readonly strategy?: string | undefined;
  readonly redirect?: string | undefined;
  readonly exchange?: string | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly accept?: readonly string[] | undefined;
  readonly image?: string | undefined;
  readonly title?: string | undefined;
  readonly port?: string | undefined;
  /** Not asked: who puts an extension into a workspace knows it. */
  readonly workspace?: SharedWorkspace | undefined;
}

/** Options that hold together. Two equal ones make the same files, byte for byte. */
export interface Options {
  /** As given, relative to the working directory or absolute. Nothing that is written depends on it but the name. */
  readonly directory: string;
  /** npm name and image name in one: the base name of the directory. */
  readonly name: string;
  readonly title: string;
  /** `ORG/NAME`, without a tag; the extension's id. */
  readonly image: string;
  /** Of no consequence with `extension-tab`. */
  readonly port: number;
  readonly strategy: Strategy;
  /** How the link to the tab is spelled; of no consequence with `backend-callback`. */
  readonly redirect: Redirect;
  /** Who exchanges the code and keeps the tokens. */
  readonly exchange: Exchange;
  /** At least one, each once, in the order given. */
  readonly providers: readonly CatalogueEntry[];
  /** Ids of those that are not known to send `iss`, and share the tab's redirect URI with others all the same. */
  readonly accept: readonly string[];
  /** The workspace that it is put into; without one it is a workspace of its own. */
  readonly workspace?: SharedWorkspace;
}

export interface ResolvedOptions {
  readonly options: Options;
  /** Sentences about what was accepted with a doubt. */
  readonly warnings: readonly string[];
}

/**
 * Checks what was given and fills in what was not. Reads no file.
 *
 * @throws {import('../errors.ts').ScaffoldError} for the first option, in the table's order, that cannot be
 */
export function resolveOptions(
  raw: RawOptions,
  { cwd = process.cwd(), path = { basename, resolve } as Pick<PlatformPath, 'basename' | 'resolve'> } = {},
): ResolvedOptions {
  const directory = raw.directory ?? optionTable.directory.fallback(undefined);
  // An empty path would mean the working directory, and comes from a variable that is not set.
  const name = optionTable.directory.parse(
    directory && path.basename(path.resolve(cwd, directory)),
    undefined,
  );
  const ways = settleWays(raw);
  const providers = settle(optionTable.provider, raw.provider, undefined);
  const doubts = judgeProviders(providers, ways);
  const accept = settle(optionTable.accept, raw.accept, { strategy: ways.strategy, providers });
  const image = settle(optionTable.image, raw.image, { name });
  const title = settle(optionTable.title, raw.title, { name });
  const port = settle(optionTable.port, raw.port, { image });
  const workspace = raw.workspace && parseWorkspace(raw.workspace, name);
  return {
    options: {
      ...{ directory, name, title, image, port, ...ways, providers, accept },
      ...(workspace && { workspace }),
    },
    warnings: [...doubts, titleWarning(title)].filter((warning) => warning !== undefined),
  };
}

/**
 * What is known of each provider of the catalogue with the strategy and what goes with it.
 *
 * @throws {import('../errors.ts').ScaffoldError} where those cannot be
 */
export function catalogueVerdicts(raw: RawOptions): readonly ProviderVerdict[] {
  const ways = settleWays(raw);
  return catalogue.map((preset) => verdictOn(preset, ways));
}

/**
 * The providers that `accept` has to name, by what is given so far.
 *
 * @throws {import('../errors.ts').ScaffoldError} where that cannot be
 */
export function providersToAcceptOf(raw: RawOptions): readonly CatalogueEntry[] {
  const { strategy } = settleWays(raw);
  return providersToAccept({ strategy, providers: settle(optionTable.provider, raw.provider, undefined) });
}

function settleWays(raw: RawOptions): Ways {
  const strategy = settle(optionTable.strategy, raw.strategy, undefined);
  const redirect = settle(optionTable.redirect, raw.redirect, { strategy });
  const exchange = settle(optionTable.exchange, raw.exchange, { strategy });
  return { strategy, redirect, exchange };
}

function settle<Given extends string | readonly string[], Value, Known>(
  row: OptionRow<Given, Value, Known>,
  given: Given | undefined,
  known: Known,
): Value {
  return row.parse(given ?? row.fallback(known), known);
}
