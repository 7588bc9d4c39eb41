import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { readArchive } from '../image/archive.ts';
import { imageOf } from '../image/image.ts';
import { defaultLimits, type Limits } from '../image/limits.ts';
import type { Secret } from '../sources/secrets.ts';
import type { Image } from '../sources/workspace-or-image.ts';
import { archiveOf } from './tar-writer.ts';

/** Path to text, or to null for a folder. */
export type Entries = Readonly<Record<string, string | Buffer | null>>;

/** An image of a test. */
export interface ImageParts {
  readonly labels?: Readonly<Record<string, string>>;
  readonly environment?: readonly string[];
  readonly user?: string;
  readonly history?: readonly string[];
  /** Further fields of `config`, which override those above. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The lowest layer first. A name that starts with `.wh.` removes a file. A buffer is a stored layer. */
  readonly layers?: readonly (Entries | Buffer)[];
  /** The platforms of the index. If omitted, there is no index, and the image is for linux/amd64. */
  readonly platforms?: readonly string[];
}

/** A tar archive in the ustar format. */
export const tarOf = (entries: Entries): Buffer =>
  archiveOf(
    ...Object.entries(entries).map(([path, content]) =>
      content === null ? { path, type: '5' } : { path, content },
    ),
  );

const json = (value: unknown) => JSON.stringify(value);

function configurationOf({ labels, environment, user, history, config: further }: ImageParts): string {
  const config = { Labels: labels ?? null, Env: environment ?? null, User: user ?? '', ...further };
  const commands = (history ?? []).map((command) => ({ created_by: command }));
  return json({ os: 'linux', architecture: 'amd64', config, history: commands });
}

/** The format of `docker image save` before 2024, without an index. */
export function legacyArchive(parts: ImageParts): Buffer {
  const layers = (parts.layers ?? []).map(
    (layer, index) => [`${index}/layer.tar`, Buffer.isBuffer(layer) ? layer : tarOf(layer)] as const,
  );
  return tarOf({
    'config.json': configurationOf(parts),
    ...Object.fromEntries(layers),
    'manifest.json': json([{ Config: 'config.json', Layers: layers.map(([path]) => path) }]),
  });
}

/** The current format: an OCI layout with compressed layers, and a manifest.json in addition to the index. */
export function ociArchive(parts: ImageParts): Buffer {
  const blobs: Record<string, Buffer> = {};
  const blob = (content: string | Buffer) => {
    const digest = createHash('sha256').update(content).digest('hex');
    blobs[`blobs/sha256/${digest}`] = Buffer.from(content);
    return digest;
  };
  const config = blob(configurationOf(parts));
  const layers = (parts.layers ?? []).map((layer) =>
    blob(Buffer.isBuffer(layer) ? layer : gzipSync(tarOf(layer))),
  );
  const manifests = (parts.platforms ?? ['linux/amd64']).map((platform) => {
    const [os, architecture] = platform.split('/');
    return { digest: `sha256:${config}`, platform: { os, architecture } };
  });
  const index = blob(json({ manifests }));
  return tarOf({
    ...blobs,
    'index.json': json({ manifests: [{ digest: `sha256:${index}` }] }),
    'manifest.json': json([
      { Config: `blobs/sha256/${config}`, Layers: layers.map((digest) => `blobs/sha256/${digest}`) },
    ]),
  });
}

/** A stream in chunks whose length divides no block size. */
export async function* chunksOf(bytes: Uint8Array, length = 1000): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/** Reads an archive that a test created. */
export async function readMade(
  archive: Buffer,
  { chunk = 1000, secrets = [] as readonly Secret[], limits = {} as Partial<Limits> } = {},
): Promise<Image> {
  const all = { ...defaultLimits, ...limits };
  const read = await readArchive((use) => use(chunksOf(archive, chunk)), secrets, all);
  return imageOf(read, { reference: 'acme/hello:dev', directory: '/', secrets }, all);
}
