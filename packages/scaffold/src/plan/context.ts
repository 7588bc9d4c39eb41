import { type CatalogueEntry, redirectUriOf } from '@ddext-oauth/providers';
import { presetIdentifier } from '@ddext-oauth/providers/catalogue';
import { commandLine } from '../options/command-line.ts';
import type { Options } from '../options/options.ts';
import { type RecordedOptions, recordedOptions } from '../options/record.ts';
import { extensionOf, redirectUris } from '../options/redirect-uris.ts';
import type { SharedWorkspace } from '../options/rules/workspace.ts';
import type { RuntimePackage } from './packages.ts';
import { pnpm, versions } from './templates.generated.ts';

/** A provider as templates see it. */
export interface ProviderContext {
  readonly id: string;
  readonly name: string;
  /** The name its preset is exported by: `github`. */
  readonly identifier: string;
  /** Prefix of its environment variables: `GITHUB`. */
  readonly variable: string;
  readonly protocol: CatalogueEntry['protocol'];
  /** Each registration states its own issuer. */
  readonly needsIssuer: boolean;
  /** There is no public client. */
  readonly needsSecret: boolean;
  /** What each registration states for itself, with the variable that holds it. */
  readonly parameters: readonly {
    readonly name: string;
    readonly variable: string;
    readonly description: string;
    readonly example: string;
    /** Taken where the variable is not set; empty where it has to be. */
    readonly fallback: string;
  }[];
  /** As registered there. */
  readonly redirectUri: string;
  readonly registration: {
    /** Null where every tenant has a console of its own. */
    readonly url: string | null;
    readonly fields: readonly { readonly name: string; readonly value: string }[];
  };
  readonly scopes: readonly string[];
  readonly apiHosts: readonly string[];
}

/** What every template is rendered with; those of `templates/provider` get `provider` besides. */
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
  /** Whether the browser comes back to the extension's tab. */
  readonly tab: boolean;
  /** Ids of the providers that may share the tab's redirect URI though they are not known to send `iss`. */
  readonly accept: readonly string[];
  /** Whether it does so by way of Docker's https page. */
  readonly bridge: boolean;
  /** Whether it is put into a workspace that is there already. */
  readonly shared: boolean;
  /** Of the extension, below the workspace's root; empty for the root itself. */
  readonly path: string;
  /** Nx's pattern of the files beside its projects, such as `Dockerfile`. */
  readonly ownFiles: string;
  /** Leads from the extension to the workspace's root: `../../`, or nothing. */
  readonly fromExtension: string;
  /** Leads there from a project's folder: `../../../`. */
  readonly toRoot: string;
  /** Whether the workspace formats with Biome, which is then told how these files are written. */
  readonly biome: boolean;
  readonly packageManager: SharedWorkspace['packageManager'];
  /** The range by which one of the extension's projects depends on another. */
  readonly own: string;
  /** What runs Nx. */
  readonly nx: string;
  /** What opens the simulated dashboard. */
  readonly dev: string;
  /** Each redirect URI with the names of the providers that it is registered at; mostly there is one. */
  readonly redirectUris: readonly { readonly uri: string; readonly names: string }[];
  readonly providers: readonly ProviderContext[];
  /** In the order of their ids, as a formatter sorts imports. */
  readonly providersById: readonly ProviderContext[];
  /** As `ddext-oauth.json` keeps them. */
  readonly options: RecordedOptions;
  /** For `packageManager` in package.json, with a hash, and for a command line, without. */
  readonly pnpm: typeof pnpm;
  /** Makes the same files again. */
  readonly command: string;
  /** Of the templates, which is that of the command. */
  readonly version: string;
  readonly packages: readonly { readonly name: string; readonly range: string; readonly tarball?: string }[];
  /** The same ranges by the last part of each name: `ranges.auth`. */
  readonly ranges: Readonly<Record<string, string>>;
  /** Whether the runtime packages go along as tarballs. */
  readonly vendored: boolean;
}

export function templateContext(options: Options, packages: readonly RuntimePackage[]): TemplateContext {
  const { name, title, image, port, strategy, redirect, exchange, providers } = options;
  const extension = extensionOf(options);
  const provided = providers.map((preset) =>
    providerContext(preset, strategy, redirectUriOf(extension, { id: preset.id, preset })),
  );
  return {
    ...{ name, title, image, port, strategy, redirect },
    org: image.slice(0, image.indexOf('/')),
    page: exchange === 'ui',
    tab: strategy === 'extension-tab',
    bridge: strategy === 'extension-tab' && redirect === 'bridge',
    accept: options.accept,
    ...placeOf(options),
    redirectUris: redirectUris(options).map(({ uri, providers }) => ({
      uri,
      names: providers.map(({ name }) => name).join(', '),
    })),
    providers: provided,
    providersById: [...provided].sort((a, b) => (a.id < b.id ? -1 : 1)),
    options: recordedOptions(options),
    pnpm,
    command: commandLine(options),
    version: versions['@ddext-oauth/scaffold'] ?? '',
    packages: packages.map(({ name, range, tarball }) => ({
      name,
      range,
      ...(tarball && { tarball: tarball.path }),
    })),
    ranges: Object.fromEntries(packages.map(({ name, range }) => [name.replace(/^.*\//, ''), range])),
    vendored: packages.some(({ tarball }) => tarball !== undefined),
  };
}

/** Where the extension is in its workspace, and how its projects are reached there. */
function placeOf({ name, workspace }: Options) {
  const { path, packageManager, biome } = workspace ?? { path: '', packageManager: 'pnpm', biome: true };
  const fromExtension = path.replace(/[^/]+\/?/g, '../');
  const nx = packageManager === 'npm' ? 'npx nx' : 'pnpm nx';
  return {
    ...{ shared: workspace !== undefined, path, packageManager, biome, fromExtension, nx },
    ownFiles: `{workspaceRoot}/${path}/*`,
    toRoot: `../${fromExtension}`,
    // npm has no protocol for it, and takes a package of the workspace for any range that fits.
    own: packageManager === 'npm' ? '*' : 'workspace:*',
    dev: workspace ? `${nx} dev ${name}` : 'pnpm dev',
  } as const;
}

function providerContext(
  preset: CatalogueEntry,
  strategy: Options['strategy'],
  redirectUri: string,
): ProviderContext {
  const { id, name, protocol, issuer, publicClient, registration, scopes, apiHosts } = preset;
  const variable = constantCase(id);
  return {
    ...{ id, name, protocol, apiHosts },
    identifier: presetIdentifier(id),
    variable,
    needsIssuer: protocol === 'oidc' && issuer === undefined,
    needsSecret: publicClient.authorizationCode.possible === false,
    parameters: (preset.parameters ?? []).map(({ name, example, default: fallback = '' }) => ({
      name,
      variable: `${variable}_${constantCase(name)}`,
      description: preset.parameterDescriptions?.[name] ?? '',
      ...{ example, fallback },
    })),
    redirectUri,
    registration: {
      url: registration.url ?? null,
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

/** `tenantId` and `tenant-id` -> `TENANT_ID`. */
function constantCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
}
