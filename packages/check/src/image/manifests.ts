import type { Archive } from './archive.ts';
import type { Layer } from './layer.ts';

/** The parts of an image's configuration that are looked at
 * (https://github.com/opencontainers/image-spec/blob/main/config.md). */
interface Configuration {
  readonly os?: string;
  readonly architecture?: string;
  readonly config?: {
    readonly User?: string;
    readonly Env?: readonly string[] | null;
    readonly Labels?: Readonly<Record<string, string>> | null;
  };
  readonly history?: readonly { readonly created_by?: string }[];
}

interface Descriptor {
  readonly digest: string;
  readonly platform?: { readonly os: string; readonly architecture: string };
}

/**
 * The first image of an archive.
 *
 * @throws Error where the archive describes none
 */
export function configurationOf({ documents, layers }: Archive) {
  const [image] = (documents.get('manifest.json') ?? []) as { Config: string; Layers: string[] }[];
  const configuration = image && (documents.get(image.Config) as Configuration | undefined);
  if (!image || !configuration)
    throw new Error('its archive has no manifest.json that leads to a configuration');
  return {
    settings: configuration.config ?? {},
    history: (configuration.history ?? []).map(({ created_by: command }) => command ?? ''),
    layers: image.Layers.map((path) => layerAt(layers, path)),
  };
}

function layerAt(layers: ReadonlyMap<string, Layer>, path: string): Layer {
  const layer = layers.get(path);
  if (layer === undefined) throw new Error(`its archive lacks the layer ${path}`);
  return layer;
}

/** `linux/amd64` and so on: of its index where it has one, and otherwise of each configuration. */
export function platformsOf({ documents }: Archive): string[] {
  const document = (path: string) => documents.get(path) as { manifests?: readonly Descriptor[] } | undefined;
  const outer = document('index.json')?.manifests ?? [];
  const nested = outer.flatMap(
    ({ digest }) => document(`blobs/${digest.replace(':', '/')}`)?.manifests ?? [],
  );
  const images = (documents.get('manifest.json') ?? []) as { Config: string }[];
  const configured = images.map(({ Config: path }) => documents.get(path) as Configuration);
  const platforms = [...nested.map(({ platform }) => platform), ...(nested.length > 0 ? [] : configured)];
  // Attestations stand in an index as manifests of an unknown platform.
  const known = platforms.filter((each) => each?.os && each.os !== 'unknown');
  return [...new Set(known.map((each) => `${each?.os}/${each?.architecture}`))];
}
