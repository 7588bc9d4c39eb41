import type { CatalogEntry } from '@ddext-oauth/providers';
import { ScaffoldError } from '../errors.ts';
import { nearest } from '../options/nearest.ts';
import { optionTable } from '../options/option-table.ts';
import { type Options, resolveOptions } from '../options/options.ts';
import { verdictOn } from '../options/rules/providers.ts';
import { methods, type SignInMethodOption } from './methods.ts';
import type { Extension } from './reading/extension.ts';

/** Options of `--add` as the user types them. */
export interface RawAddOptions {
  readonly provider?: readonly string[] | undefined;
  readonly method?: string | undefined;
  readonly redirect?: string | undefined;
  /** `ui`: the page exchanges the code, and there is no service. */
  readonly exchange?: string | undefined;
  readonly prefix?: string | undefined;
  readonly image?: string | undefined;
  readonly port?: string | undefined;
  readonly accept?: readonly string[] | undefined;
  /** Mounts a volume over the folder of the socket, in place of a change of the socket's path. */
  readonly keepSocketPath?: boolean | undefined;
}

/** Valid options of `--add`. */
export interface AddOptions
  extends Pick<
    Options,
    'image' | 'title' | 'port' | 'strategy' | 'redirect' | 'exchange' | 'providers' | 'accept'
  > {
  readonly method: SignInMethodOption;
  /** The path of the socket API: begins with a slash, and does not end with one. */
  readonly prefix: string;
  readonly keepSocketPath: boolean;
}

const DEFAULT_PREFIX = '/auth';
/** Used where the extension has a route of its own at the default. */
const OTHER_PREFIX = '/ddext-auth';

/**
 * Validates the options, and adds the defaults that the extension determines.
 *
 * @param hasRoute whether the backend of the extension has routes at a path
 * @throws {ScaffoldError} for the first invalid option
 */
export function resolveAddOptions(
  raw: RawAddOptions,
  extension: Pick<Extension, 'image' | 'title'>,
  hasRoute: (prefix: string) => boolean,
): AddOptions {
  if (raw.provider === undefined)
    throw new ScaffoldError('value-missing', '--add needs a provider: --provider ID.');
  const method = methodOf(raw.method ?? (raw.exchange === 'ui' ? 'tab' : undefined));
  const image = raw.image ?? extension.image;
  if (image === undefined)
    throw new ScaffoldError(
      'image-unknown',
      "No Makefile, script or README names the extension's image: add --image ORG/NAME.",
    );
  const name = image.slice(image.lastIndexOf('/') + 1);
  const prefix = prefixOf(raw.prefix, hasRoute);
  const keepSocketPath = raw.keepSocketPath === true;
  const title = extension.title ?? name;
  if (method !== 'tab' && raw.exchange === 'ui')
    throw new ScaffoldError(
      'option-not-applicable',
      `--exchange ui requires --method tab: without a service, the browser returns to the tab only.`,
    );
  if (method === 'device') {
    const providers = optionTable.provider.parse(raw.provider, {});
    assertDeviceCodes(providers);
    const known = optionTable.image.parse(image, { name });
    const port = optionTable.port.parse(raw.port ?? optionTable.port.fallback({ image: known }), {
      image: known,
    });
    return {
      ...{ method, prefix, keepSocketPath, title, providers, port, image: known },
      ...{ strategy: 'extension-tab', redirect: 'scheme', exchange: 'backend' },
      accept: providers.map(({ id }) => id),
    };
  }
  const strategy = method === 'tab' ? 'extension-tab' : 'backend-callback';
  const redirect = raw.redirect ?? (method === 'tab' ? redirectFor(raw.provider, raw.exchange) : undefined);
  const { options } = resolveOptions({
    ...{
      directory: name,
      strategy,
      redirect,
      exchange: raw.exchange,
      image,
      provider: raw.provider,
      port: raw.port,
      accept: raw.accept,
    },
  });
  return { ...options, ...{ method, prefix, keepSocketPath, title } };
}

function methodOf(given = 'callback'): SignInMethodOption {
  const found = methods.find(({ id }) => id === given);
  if (found) return found.id;
  const near = nearest(
    given,
    methods.map(({ id }) => id),
  );
  throw new ScaffoldError(
    'method-unknown',
    `Unknown method ${JSON.stringify(given)}; ${near ? `did you mean ${near}?` : `use ${methods.map(({ id }) => id).join(', ')}.`}`,
    { suggestion: near },
  );
}

function prefixOf(given: string | undefined, hasRoute: (prefix: string) => boolean): string {
  if (given === undefined) return hasRoute(DEFAULT_PREFIX) ? OTHER_PREFIX : DEFAULT_PREFIX;
  if (!/^(?:\/[\w-]+)+$/.test(given))
    throw new ScaffoldError(
      'prefix-invalid',
      `The prefix ${JSON.stringify(given)} must be a path of letters, digits, - and _, such as /auth.`,
    );
  if (!hasRoute(given)) return given;
  throw new ScaffoldError(
    'prefix-taken',
    `The extension has a route of its own at ${given}; choose another --prefix, such as ${OTHER_PREFIX}.`,
  );
}

/** The link of the tab, or Docker's page where a provider accepts https only. */
function redirectFor(ids: readonly string[], exchange: string | undefined): 'scheme' | 'bridge' {
  const providers = optionTable.provider.parse(ids, {});
  const accepts = (redirect: 'scheme' | 'bridge') =>
    providers.every(
      (preset) =>
        verdictOn(preset, {
          strategy: 'extension-tab',
          redirect,
          exchange: exchange === 'ui' ? 'ui' : 'backend',
          hosts: ['docker'],
        }).possible !== false,
    );
  return accepts('scheme') || !accepts('bridge') ? 'scheme' : 'bridge';
}

function assertDeviceCodes(providers: readonly CatalogEntry[]): void {
  for (const { name, deviceCode } of providers)
    if (deviceCode.possible === false)
      throw new ScaffoldError(
        'provider-impossible',
        `${name} has no device codes: ${deviceCode.reason} Use --method callback or tab.`,
      );
}

/** The SDK versions that a sign-in needs: links open a tab with parameters from 0.3.4 on. */
export function neededApiVersion({ method }: Pick<AddOptions, 'method'>): string {
  return method === 'tab' ? '>= 0.3.4' : '>= 0.2.3';
}
