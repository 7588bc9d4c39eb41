import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { checksumOf } from '../image/tar.ts';

/** A path to a text; to null for a folder. */
export type Entries = Readonly<Record<string, string | Buffer | null>>;

/** An image as a test wants it. */
export interface ImageParts {
  readonly labels?: Readonly<Record<string, string>>;
  readonly environment?: readonly string[];
  readonly user?: string;
  readonly history?: readonly string[];
  /** The lowest first; a name that begins with `.wh.` removes. */
  readonly layers?: readonly Entries[];
  /** Those of the index; without it there is none, and the image is for linux/amd64. */
  readonly platforms?: readonly string[];
}

/** A tar archive in the ustar format. */
export function tarOf(entries: Entries): Buffer {
  const blocks = Object.entries(entries).flatMap(([path, content]) => {
    const bytes = Buffer.from(content ?? '');
    const header = Buffer.alloc(512);
    const write = (text: string, offset: number) => header.write(text, offset);
    write(path, 0);
    write(content === null ? '0000755\0' : '0000644\0', 100);
    write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    write(content === null ? '5' : '0', 156);
    write('ustar\0', 257);
    write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const json = (value: unknown) => JSON.stringify(value);

function configurationOf({ labels, environment, user, history }: ImageParts): string {
  const config = { Labels: labels ?? null, Env: environment ?? null, User: user ?? '' };
  const commands = (history ?? []).map((command) => ({ created_by: command }));
  return json({ os: 'linux', architecture: 'amd64', config, history: commands });
}

/** What `docker image save` wrote before 2024, without an index. */
export function legacyArchive(parts: ImageParts): Buffer {
  const layers = (parts.layers ?? []).map(
    (entries, index) => [`${index}/layer.tar`, tarOf(entries)] as const,
  );
  return tarOf({
    'config.json': configurationOf(parts),
    ...Object.fromEntries(layers),
    'manifest.json': json([{ Config: 'config.json', Layers: layers.map(([path]) => path) }]),
  });
}

/** What it writes today: an OCI layout, layers compressed, with a manifest.json beside the index. */
export function ociArchive(parts: ImageParts): Buffer {
  const blobs: Record<string, Buffer> = {};
  const blob = (content: string | Buffer) => {
    const digest = createHash('sha256').update(content).digest('hex');
    blobs[`blobs/sha256/${digest}`] = Buffer.from(content);
    return digest;
  };
  const config = blob(configurationOf(parts));
  const layers = (parts.layers ?? []).map((entries) => blob(gzipSync(tarOf(entries))));
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

/** A stream that comes in chunks of a length that divides nothing. */
export async function* chunksOf(bytes: Uint8Array, length = 1000): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
