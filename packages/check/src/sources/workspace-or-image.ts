import type { Dockerfile } from './dockerfile.ts';
import type { ExtensionSource } from './extension-source.ts';
import type { Place } from './place.ts';
import type { Problem } from './problem.ts';
import type { ProviderSource } from './provider-source.ts';
import type { ReactApp } from './react-apps.ts';
import type { Secret } from './secrets.ts';
import type { SignInSign } from './sign-in.ts';
import type { Contained } from './stage-reader.ts';
import type { Text } from './text.ts';
import type { Tree } from './tree.ts';
import type { Unquoted } from './unquote.ts';
import type { ViteSource } from './vite-source.ts';

/** A label or variable with its value and place. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  readonly at: Place;
  /** For a value in a Dockerfile: its quotes and variables. */
  readonly written?: Pick<Unquoted, 'losesQuotes' | 'withoutDefault' | 'unset'>;
}

/** Common properties of a workspace and an image. */
interface Common {
  /** Absolute; of an image, the folder whose .env and ddext-check.json count. */
  readonly directory: string;
  /** Values that only .env may contain. */
  readonly secrets: readonly Secret[];
  /** Undefined if there is none or it cannot be read; `files-readable` reports it if the extension needs it. */
  readonly metadata: Tree | undefined;
  /** The file that metadata.json names as `vm.composefile`. */
  readonly compose: Tree | undefined;
  /** Labels of the image. If one is set several times, the last value. */
  readonly labels: readonly Setting[];
  /** ENV of the image. */
  readonly environment: readonly Setting[];
  /** The user of the image's processes; undefined if it is not set. */
  readonly user: Setting | undefined;
  /** The place to add labels and other settings. */
  readonly imagePlace: Place;
  /** Whether the image contains a file or folder, as far as that can be told. @param path absolute */
  readonly contents: (path: string) => Contained;
  /** The built UI, of an image its HTML pages; undefined if it is not built. */
  readonly ui: readonly Text[] | undefined;
  readonly unreadable: readonly Problem[];
}

/** The folder of an extension. */
export interface Workspace extends Common {
  readonly kind: 'workspace';
  /** Whether it has the layout of the generator: auth/, ui/ and ddext-oauth.json. */
  readonly isGenerated: boolean;
  /** What shows that the extension handles a credential; undefined if nothing in its sources does. */
  readonly signInSign: SignInSign | undefined;
  readonly dockerfile: Dockerfile | undefined;
  readonly extension: ExtensionSource | undefined;
  readonly providers: readonly ProviderSource[];
  readonly viteConfig: ViteSource | undefined;
  readonly readme: Text | undefined;
  readonly package: Tree | undefined;
  /** ddext-oauth.json; undefined for an extension that was not generated. */
  readonly record: Tree | undefined;
  /** Workflows, Makefiles and other files with the commands that build the image, also those of a repository around the extension. */
  readonly buildFiles: readonly Text[];
  readonly reactApps: readonly ReactApp[];
  /** Every text file except generated ones and .env. */
  readonly texts: readonly Text[];
  /** The .env files at the root, and private files that git does not take. */
  readonly privateFiles: readonly Text[];
  /** The packages in the bundles of a generated workspace; undefined if they are not installed. */
  readonly bundled: readonly BundledPackage[] | undefined;
}

/** A package whose code becomes part of a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json has it. */
  readonly license: string | undefined;
  /** The direct dependency that requires it. */
  readonly at: Place;
}

/** Something in a layer that should not be in an image. */
export interface LayerFinding extends Place {
  readonly what: string;
}

/** A built image, as `docker image save` writes it. */
export interface Image extends Common {
  readonly kind: 'image';
  readonly reference: string;
  /** The number of files below a folder. @param folder absolute */
  readonly filesIn: (folder: string) => number;
  /** `linux/amd64` and so on, of all the manifests of the archive. */
  readonly platforms: readonly string[];
  /** The commands that made it and their comments, as `docker history` lists them. */
  readonly history: readonly string[];
  /** Cmd, Entrypoint, Healthcheck and the rest of its configuration, and its manifests, as text. */
  readonly otherSettings: readonly Setting[];
  /** Secrets and files that hold them, in any layer, also where a later layer removes them. */
  readonly secretsInLayers: readonly LayerFinding[];
  /** Secrets in the UI as a container sees it. */
  readonly secretsInUi: readonly LayerFinding[];
  /** What was not read, each with its reason: `WHAT, because REASON`. If there are any, a rule without findings may still be broken. */
  readonly incomplete: readonly string[];
}

export type WorkspaceOrImage = Workspace | Image;

/** Whether the extension has a backend, according to metadata.json. */
export function hasBackend({ metadata }: WorkspaceOrImage): boolean {
  return metadata?.at('vm') !== undefined;
}

/** Whether the extension was created by ddext-oauth; of an image, whether its environment configures the backend of one. */
export function isGenerated(extension: WorkspaceOrImage): boolean {
  if (extension.kind === 'workspace') return extension.isGenerated;
  return extension.environment.some(({ name }) => name.startsWith('DDEXT_'));
}
