import type { Dockerfile } from './dockerfile.ts';
import type { ExtensionSource } from './extension-source.ts';
import type { Place } from './place.ts';
import type { Problem } from './problem.ts';
import type { ProviderSource } from './provider-source.ts';
import type { Secret } from './secrets.ts';
import type { Text } from './text.ts';
import type { Tree } from './tree.ts';
import type { Unquoted } from './unquote.ts';
import type { ViteSource } from './vite-source.ts';

/** A name and a value that a place gives it: a label, a variable. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  readonly at: Place;
  /** In a Dockerfile, what its quotes and variables come to. */
  readonly written?: Pick<Unquoted, 'losesQuotes' | 'variables'>;
}

/** What a workspace and an image have in common. */
interface Common {
  /** Absolute; of an image, the folder whose .env and ddext-check.json count. */
  readonly directory: string;
  /** What must not be found anywhere but in .env. */
  readonly secrets: readonly Secret[];
  /** Undefined where there is none or it cannot be read, which `files-readable` reports. */
  readonly metadata: Tree | undefined;
  /** The file that metadata.json names as `vm.composefile`. */
  readonly compose: Tree | undefined;
  /** Of the image, by their names' last definition. */
  readonly labels: readonly Setting[];
  /** ENV of the image. */
  readonly environment: readonly Setting[];
  /** Whom the image's processes run as; absent where nothing says. */
  readonly user: Setting | undefined;
  /** Where labels and the rest would have to be added. */
  readonly imagePlace: Place;
  /** Whether the image holds a file or folder. @param path absolute */
  readonly contains: (path: string) => boolean;
  /** The built UI, of an image its HTML pages; undefined where it is not built. */
  readonly ui: readonly Text[] | undefined;
  readonly unreadable: readonly Problem[];
}

/** An extension's folder, as the generator lays it out. */
export interface Workspace extends Common {
  readonly kind: 'workspace';
  readonly dockerfile: Dockerfile | undefined;
  readonly extension: ExtensionSource | undefined;
  readonly providers: readonly ProviderSource[];
  readonly viteConfig: ViteSource | undefined;
  readonly readme: Text | undefined;
  readonly package: Tree | undefined;
  readonly workflows: readonly Text[];
  /** Every file of text that a person wrote, .env left out. */
  readonly texts: readonly Text[];
  /** What the bundles are made of; undefined where nothing is installed. */
  readonly bundled: readonly BundledPackage[] | undefined;
}

/** A package whose code becomes part of a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json has it. */
  readonly license: string | undefined;
  /** The dependency of the workspace that brings it in. */
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
  /** What was not read, each with its reason: `WHAT, because REASON`. A rule that finds nothing is not kept by it then. */
  readonly incomplete: readonly string[];
}

export type WorkspaceOrImage = Workspace | Image;

/** Whether the extension has a backend, going by metadata.json. */
export function hasBackend({ metadata }: WorkspaceOrImage): boolean {
  return metadata?.at('vm') !== undefined;
}
