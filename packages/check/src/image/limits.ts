const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * Limits for reading an image, in bytes unless the name says otherwise. Together with the heap limit, they keep the process below
 * 256 MB for any archive. Parts beyond a limit are reported as not checked.
 */
export interface Limits {
  /** manifest.json, index.json and each configuration. */
  readonly document: number;
  /** Documents that the manifests name, as a count. */
  readonly documents: number;
  /** Of the image, as a count; the Docker Engine allows 127. */
  readonly layers: number;
  /** The name, link target and extended attributes of one tar entry. Go's archive/tar has the same limit. */
  readonly header: number;
  /** One path; PATH_MAX of Linux. */
  readonly path: number;
  /** Files, folders and links of all layers together, as a count. */
  readonly entries: number;
  /** Their paths and link targets together. */
  readonly paths: number;
  /** Steps from a folder to an entry while links are followed, as a count. */
  readonly steps: number;
  /** metadata.json and the compose file; a parsed YAML tree is a hundred times its text. */
  readonly tree: number;
  /** One HTML page. */
  readonly page: number;
  /** All kept contents together. */
  readonly kept: number;
  /** The window of a Zstandard frame (RFC 8878 section 3.1.1.1.2 asks a decoder for 8 MiB). */
  readonly window: number;
  /** All layers together, unpacked. */
  readonly unpacked: number;
  /** Findings in files, as a count. */
  readonly findings: number;
}

export const defaultLimits: Limits = {
  document: 2 * MIB,
  documents: 64,
  layers: 1000,
  header: MIB,
  path: 4096,
  entries: 100_000,
  paths: 16 * MIB,
  steps: 50_000_000,
  tree: 128 * KIB,
  page: MIB,
  kept: 16 * MIB,
  window: 8 * MIB,
  unpacked: 16 * KIB * MIB,
  findings: 1000,
};

/** Of the thread that reads an image, in MB. One that needs more ends, and the image is not checked. */
export const heapLimits = { maxOldGenerationSizeMb: 120, maxYoungGenerationSizeMb: 12 };
