import { type CatalogEntry, redirectUriOf } from '@ddext-oauth/providers';
import { keyIdentifier, presetIdentifier } from '@ddext-oauth/providers/catalog';
import { commandLine, createPrograms } from '../options/command-line.ts';
import type { Options } from '../options/options.ts';
import { type RecordedOptions, recordedOptions } from '../options/record.ts';
import { extensionOf, redirectUris } from '../options/redirect-uris.ts';
import type { SharedWorkspace } from '../options/rules/workspace.ts';
import type { RuntimePackage } from './packages.ts';
import { pnpm, versions } from './templates.generated.ts';

const REGISTRATION_PAGES = 'https://github.com/ddext-oauth/ddext-oauth/blob/main/docs/registration';

/** A provider in the context of templates. */
export interface ProviderContext {
  readonly id: string;
  readonly name: string;
  /** The name its preset is exported by: `github`. */
  readonly identifier: string;
  /** Prefix of its environment variables: `GITHUB`. */
  readonly variable: string;
  readonly protocol: CatalogEntry['protocol'];
  /** Its logo as the URL of an image (RFC 2397). Null if there is none. */
  readonly logo: string | null;
  /** Whether the issuer is configured per registration. */
  readonly needsIssuer: boolean;
  /** Whether the provider has no public clients. */
  readonly needsSecret: boolean;
  /** Whether the extension has a backend that reads a client secret. */
  readonly allowsSecret: boolean;
  /** Whether the backend authenticates with a private key instead. */
  readonly privateKeyJwt: boolean;
  readonly par: boolean;
  readonly dpop: boolean;
  /** Parameters of a registration, with their environment variables. */
  readonly parameters: readonly {
    readonly name: string;
    readonly variable: string;
    readonly description: string;
    readonly example: string;
    /** The value if the variable is not set; empty if the variable is required. */
    readonly fallback: string;
  }[];
  /** As registered at the provider. */
  readonly redirectUri: string;
  readonly registration: {
    /** Null if each tenant has its own console. */
    readonly url: string | null;
    /** The page that describes the registration step by step. Null if there is none. */
    readonly guide: string | null;
    readonly fields: readonly { readonly name: string; readonly value: string }[];
  };
  readonly scopes: readonly string[];
  readonly apiHosts: readonly string[];
}

/** A provider whose users can paste a key, in the context of templates. */
export interface TokenContext extends Pick<ProviderContext, 'id' | 'name' | 'parameters'> {
  /** The name its key method is exported by: `githubKey`. */
  readonly identifier: string;
  readonly noun: string;
  /** The page that creates a key. */
  readonly console: string;
  /** What to choose there, separated by commas. */
  readonly scopes: string;
  /** The parameters whose variables no provider has. */
  readonly ownParameters: ProviderContext['parameters'];
}

/** The context of every template. Templates in `templates/provider` get `provider` too. */
export interface TemplateContext {
  readonly name: string;
  readonly title: string;
  readonly image: string;
  /** The part of `image` before the slash. */
  readonly org: string;
  readonly port: number;
  readonly strategy: Options['strategy'];
  readonly redirect: Options['redirect'];
  /** Whether there is no backend, and the page exchanges the code itself. */
  readonly page: boolean;
  /** Whether there is a provider to sign in with. Without one, users only paste keys. */
  readonly oauth: boolean;
  /** Whether the extension has values that a developer fills in. */
  readonly settings: boolean;
  /** Whether the browser returns to the extension's tab. */
  readonly tab: boolean;
  /** Where the key of the backend's accounts is stored. */
  readonly key: Options['key'];
  /** Whether the image contains the program that reads the keychain. */
  readonly keychain: boolean;
  /** Whether the key is in the page where the keychain cannot be used. */
  readonly keyInPage: boolean;
  /** Ids of the providers that may share the tab's redirect URI though they are not known to send `iss`. */
  readonly accept: readonly string[];
  /** Names of the providers at which the backend authenticates with a private key. Empty for none. */
  readonly privateKeyJwt: string;
  /** Whether users must be able to sign in in this host. */
  readonly rancher: boolean;
  readonly podman: boolean;
  /** Whether that is so in a host other than Docker Desktop. */
  readonly otherHosts: boolean;
  /** Whether it returns through Docker's https page. */
  readonly bridge: boolean;
  /** Whether the extension is generated into an existing workspace. */
  readonly shared: boolean;
  /** Path of the extension in the workspace; empty for the root. */
  readonly path: string;
  /** Nx pattern for the extension's files outside of its projects, such as `Dockerfile`. */
  readonly ownFiles: string;
  /** Relative path from the extension to the root of the workspace: `../../`, or empty. */
  readonly fromExtension: string;
  /** Relative path from a project to the root of the workspace: `../../../`. */
  readonly toRoot: string;
  /** Whether the example of a call to the provider's API is left out. */
  readonly bare: boolean;
  /** Null for an extension in an existing workspace. */
  readonly license: Options['license'] | null;
  /** URL of Nx's remote cache, or null. */
  readonly remoteCache: string | null;
  /** Whether Biome formats the workspace. The extension then contains a biome.json. */
  readonly biome: boolean;
  readonly packageManager: SharedWorkspace['packageManager'];
  /** The version range with which the extension's projects depend on each other. */
  readonly own: string;
  /** The command that runs Nx. */
  readonly nx: string;
  /** The command that opens the simulated dashboard. */
  readonly dev: string;
  /** Each redirect URI, with the names of its providers. */
  readonly redirectUris: readonly { readonly uri: string; readonly names: string }[];
  readonly providers: readonly ProviderContext[];
  /** Sorted by ID, as formatters sort imports. */
  readonly providersById: readonly ProviderContext[];
  /** The providers whose users can paste a key, sorted by ID. */
  readonly tokens: readonly TokenContext[];
  /** As recorded in `ddext-oauth.json`. */
  readonly options: RecordedOptions;
  /** The pnpm version: with a hash for `packageManager` in package.json, and without for a command line. */
  readonly pnpm: typeof pnpm;
  /** The command that generates the same files again. */
  readonly command: string;
  /** Version of the templates, and of the command. */
  readonly version: string;
  readonly packages: readonly { readonly name: string; readonly range: string; readonly tarball?: string }[];
  /** The ranges by the last part of the package name: `ranges.auth`. */
  readonly ranges: Readonly<Record<string, string>>;
  /** Whether the runtime packages are tarballs in `vendor/`. */
  readonly vendored: boolean;
}

/** The values that templates can use, for resolved options. */
export function templateContext(options: Options, packages: readonly RuntimePackage[]): TemplateContext {
  const { name, title, image, port, strategy, redirect, exchange, providers } = options;
  const extension = extensionOf(options);
  const vendored = packages.some(({ tarball }) => tarball !== undefined);
  const provided = providers.map((preset) =>
    providerContext(preset, options, redirectUriOf(extension, { id: preset.id, preset })),
  );
  const oauth = providers.length > 0;
  const tokens = tokenContexts(options, provided);
  return {
    ...{ name, title, image, port, strategy, redirect, oauth, tokens },
    settings: oauth || tokens.some(({ parameters }) => parameters.length > 0),
    org: image.slice(0, image.indexOf('/')),
    page: exchange === 'ui',
    tab: oauth && strategy === 'extension-tab',
    bridge: oauth && strategy === 'extension-tab' && redirect === 'bridge',
    key: options.key,
    keychain: options.key !== 'page',
    keyInPage: options.key === 'keychain-or-page',
    rancher: options.hosts.includes('rancher'),
    podman: options.hosts.includes('podman'),
    otherHosts: options.hosts.some((host) => host !== 'docker'),
    accept: options.accept,
    privateKeyJwt: provided
      .filter(({ privateKeyJwt }) => privateKeyJwt)
      .map(({ name }) => name)
      .join(', '),
    bare: options.bare,
    license: options.license ?? null,
    remoteCache: options.remoteCache ?? null,
    ...placeOf(options),
    redirectUris: redirectUris(options).map(({ uri, providers }) => ({
      uri,
      names: providers.map(({ name }) => name).join(', '),
    })),
    providers: provided,
    providersById: [...provided].sort((a, b) => (a.id < b.id ? -1 : 1)),
    options: recordedOptions(options),
    pnpm,
    command: commandLine(options, vendored ? createPrograms.checkout : createPrograms.published),
    version: versions['@ddext-oauth/scaffold'] ?? '',
    packages: packages.map(({ name, range, tarball }) => ({
      name,
      range,
      ...(tarball && { tarball: tarball.path }),
    })),
    ranges: Object.fromEntries(packages.map(({ name, range }) => [name.replace(/^.*\//, ''), range])),
    vendored,
  };
}

/** The location of the extension in its workspace, and the commands for it. */
function placeOf({ name, workspace }: Options) {
  const { path, packageManager, biome } = workspace ?? { path: '', packageManager: 'pnpm', biome: true };
  const fromExtension = path.replace(/[^/]+\/?/g, '../');
  const nx = packageManager === 'npm' ? 'npx nx' : 'pnpm nx';
  return {
    ...{ shared: workspace !== undefined, path, packageManager, biome, fromExtension, nx },
    ownFiles: `{workspaceRoot}/${path}/*`,
    toRoot: `../${fromExtension}`,
    // npm does not have the workspace protocol. It uses a package of the workspace for any matching range.
    own: packageManager === 'npm' ? '*' : 'workspace:*',
    dev: workspace ? `${nx} dev ${name}` : 'pnpm dev',
  } as const;
}

/** The options that a provider's values depend on. `--add` has no options for single providers. */
export type ProviderOptions = Pick<Options, 'strategy' | 'exchange'> &
  Partial<Pick<Options, 'privateKeyJwt' | 'par' | 'dpop'>>;

/** The values of one provider, with the redirect URI that is registered for it. */
export function providerContext(
  preset: CatalogEntry,
  { strategy, exchange, privateKeyJwt = [], par = [], dpop = [] }: ProviderOptions,
  redirectUri: string,
): ProviderContext {
  const { id, name, protocol, issuer, publicClient, registration, scopes, apiHosts } = preset;
  const variable = constantCase(id);
  return {
    ...{ id, name, protocol, apiHosts },
    identifier: presetIdentifier(id),
    variable,
    logo: dataUrl(preset.logo),
    needsIssuer: protocol === 'oidc' && issuer === undefined,
    needsSecret: publicClient.authorizationCode.possible === false,
    allowsSecret: exchange === 'backend' && !privateKeyJwt.includes(id),
    privateKeyJwt: privateKeyJwt.includes(id),
    par: par.includes(id),
    dpop: dpop.includes(id),
    parameters: (preset.parameters ?? []).map(({ name, example, default: fallback = '' }) => ({
      name,
      variable: `${variable}_${constantCase(name)}`,
      description: preset.parameterDescriptions?.[name] ?? '',
      ...{ example, fallback },
    })),
    redirectUri,
    registration: {
      url: registration.url ?? null,
      guide: registration.steps ? `${REGISTRATION_PAGES}/${id}.md` : null,
      fields: Object.entries({ ...registration.fields, ...registration.strategyFields?.[strategy] }).map(
        ([name, value]) => ({
          name,
          value: value.replaceAll('{redirectUri}', () => redirectUri),
        }),
      ),
    },
    scopes: scopes.default,
  };
}

function tokenContexts({ tokens }: Options, providers: readonly ProviderContext[]): readonly TokenContext[] {
  const variables = new Set(
    providers.flatMap(({ parameters }) => parameters.map(({ variable }) => variable)),
  );
  return tokens
    .map(({ provider: id, name, noun, console, scopes, parameters = [] }) => {
      const all = parameters.map(({ name: parameter, example, default: fallback = '' }) => ({
        name: parameter,
        variable: `${constantCase(id)}_${constantCase(parameter)}`,
        description: `${parameter} of ${name}`,
        ...{ example, fallback },
      }));
      const ownParameters = all.filter(({ variable }) => !variables.has(variable));
      const page = { noun, console, scopes: scopes.join(', ') };
      return { id, name, ...page, identifier: keyIdentifier(id), parameters: all, ownParameters };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Encodes what ends a URL or a string: a page loads it with `img-src data:`. */
function dataUrl(svg: string | undefined): string | null {
  return svg ? `data:image/svg+xml,${svg.replace(/[<>"#%]/g, encodeURIComponent)}` : null;
}

/** `tenantId` and `tenant-id` -> `TENANT_ID`. */
function constantCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
}
