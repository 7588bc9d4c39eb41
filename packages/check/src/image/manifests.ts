import type { Limits } from './limits.ts';
import { listIn, objectIn, textIn } from './untrusted.ts';

/** The result of the first pass over an archive. */
export interface ArchiveIndex {
  /** manifest.json: one item for each image. */
  readonly manifest: unknown;
  /** index.json of an OCI layout; undefined in the format of before 2024. */
  readonly index: unknown;
  /** Links among the entries of the archive: path to path. */
  readonly links: ReadonlyMap<string, string>;
}

/** The files that the second pass reads. */
export interface Named {
  /** Path of the first image's configuration. */
  readonly configuration: string;
  /** Paths of all configurations, and of the manifests in the index. */
  readonly configurations: readonly string[];
  readonly manifests: readonly string[];
  /** Both of these. */
  readonly documents: readonly string[];
  /** Paths of the first image's layers, the lowest first. */
  readonly layers: readonly string[];
}

/**
 * The blobs in the manifests of an archive.
 *
 * @throws Error if they contain no image, or more than the limits allow
 */
export function contentsOf({ manifest, index, links }: ArchiveIndex, limits: Limits): Named {
  const images = listIn(manifest).map(objectIn);
  const configurations = images.map(({ Config: path }) => textIn(path)).filter((path) => path !== '');
  const [configuration] = configurations;
  if (configuration === undefined) {
    throw new Error('its archive has no manifest.json that leads to a configuration');
  }
  const manifests = listIn(objectIn(index).manifests)
    .map((each) => /^(sha\d+):([a-f\d]+)$/.exec(textIn(objectIn(each).digest)))
    .flatMap((digest) => (digest ? [`blobs/${digest[1]}/${digest[2]}`] : []));
  const documents = [...new Set([...configurations, ...manifests])];
  if (documents.length > limits.documents) {
    throw new Error(`its archive names more than ${limits.documents} manifests and configurations`);
  }
  const layers = listIn(images[0]?.Layers)
    .map(textIn)
    .map((path) => links.get(path) ?? path);
  if (layers.length > limits.layers) throw new Error(`its image has more than ${limits.layers} layers`);
  return { configuration, configurations, manifests, documents, layers };
}
