import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { x } from 'tinyexec';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

interface Published {
  readonly manifest: Manifest;
  readonly tarball: Buffer;
}

/** The request body of `npm publish`. */
interface Publication {
  readonly versions: Readonly<Record<string, Manifest>>;
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>;
}

export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a registry on loopback with our packages. It redirects requests for other packages to the registry
 * that this machine uses. `npm publish` adds packages, with any token.
 *
 * @param folder contains the packed packages that the registry has at the start
 */
export async function startRegistry(folder?: string): Promise<Registry> {
  // Silent, because npm warns about variables of the calling package manager, and the warning would become part of the URL.
  const { stdout } = await x('npm', ['config', 'get', 'registry', '--loglevel=silent'], {
    throwOnError: true,
  });
  const upstream = new URL(stdout.trim()).href.replace(/\/$/, '');
  const published = folder === undefined ? [] : await readAll(folder);
  // Only clients close idle connections: one that the server closes could be in use by a client on a busy machine.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://registry').pathname).slice(1);
    const tarball = published.find(({ manifest }) => path === fileOf(manifest))?.tarball;
    const found = published.find(({ manifest }) => path === manifest.name);
    if (request.method === 'PUT') {
      receive(request).then(
        (publication) => response.writeHead(201).end(JSON.stringify({ ok: published.push(publication) > 0 })),
        (error) => response.writeHead(400).end(String(error)),
      );
    } else if (tarball) response.end(tarball);
    else if (found) response.setHeader('content-type', 'application/json').end(packument(found, url));
    else response.writeHead(302, { location: `${upstream}${request.url}` }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function receive(request: IncomingMessage): Promise<Published> {
  const { versions, _attachments } = (await json(request)) as Publication;
  const [manifest] = Object.values(versions);
  const [attachment] = Object.values(_attachments);
  if (!manifest || !attachment) throw new Error('A publication needs a version and its tarball.');
  return { manifest, tarball: Buffer.from(attachment.data, 'base64') };
}

function readAll(folder: string): Promise<Published[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  return Promise.all(files.map((file) => read(join(folder, file))));
}

async function read(path: string): Promise<Published> {
  const { stdout } = await x('tar', ['-xzOf', path, 'package/package.json'], { throwOnError: true });
  return { manifest: JSON.parse(stdout), tarball: readFileSync(path) };
}

const fileOf = ({ name, version }: Manifest) => `${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`;

function packument({ manifest, tarball }: Published, url: string): string {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const dist = { tarball: `${url}/${fileOf(manifest)}`, integrity };
  return JSON.stringify({
    name,
    'dist-tags': { latest: version },
    // Nx requests the publication time of a version if the workspace has a minimum release age.
    time: { [version]: new Date(0).toISOString() },
    versions: { [version]: { ...manifest, dist } },
  });
}
