import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packTar } from 'modern-tar';

/** Runs docker. */
export function docker(args: readonly string[], input?: Uint8Array): string {
  return execFileSync('docker', args, { encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'] }).trim();
}

function hasEngine(): boolean {
  try {
    docker(['version', '--format', '{{.Server.Version}}']);
    return true;
  } catch {
    return false;
  }
}

/** Why tests with an engine are skipped on this machine; undefined if they run. */
export const noEngine = hasEngine()
  ? undefined
  : '(skipped: could not reach a Docker Engine; start one or set DOCKER_HOST)';

/** The image of Node.js that the templates use. */
export const nodeImage = 'node:24-slim';

function canCompose(): boolean {
  const programs = [
    ['docker', 'compose', 'version'],
    ['docker-compose', 'version'],
  ];
  return programs.some(([file = '', ...args]) => spawnSync(file, args, { stdio: 'ignore' }).status === 0);
}

function missingForServices(): string | undefined {
  if (!canCompose()) return '(skipped: neither docker compose nor docker-compose found)';
  const images = docker(['image', 'ls', '--quiet', nodeImage]);
  return images === '' ? `(skipped: the image ${nodeImage} is not on this machine)` : undefined;
}

/** Why tests that start services are skipped on this machine; undefined if they run. */
export const noServices = noEngine ?? missingForServices();

/** A file of an image: text, or a symbolic link. */
export type ImageFile = string | { readonly link: string };

/**
 * Creates an image with files only. It has no program that could run.
 *
 * @param changes instructions of a Dockerfile, such as `LABEL a=b`
 */
export async function importImage(
  name: string,
  files: Readonly<Record<string, ImageFile>>,
  changes: readonly string[] = [],
): Promise<void> {
  const entries = Object.entries(files).map(([path, file]) => {
    const inside = join(path).replace(/^\//, '');
    if (typeof file !== 'string') {
      return { header: { name: inside, size: 0, type: 'symlink' as const, linkname: file.link } };
    }
    const mode = path.includes('bin/') ? 0o755 : 0o644;
    return { header: { name: inside, size: Buffer.byteLength(file), mode }, body: file };
  });
  const options = changes.flatMap((change) => ['--change', change]);
  docker(['import', ...options, '-', name], await packTar(entries));
}
