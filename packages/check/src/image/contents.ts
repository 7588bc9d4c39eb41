import type { Layer } from './layer.ts';

/** What a container of an image would see. */
export interface Contents {
  readonly paths: ReadonlySet<string>;
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** Lays layers over one another, the lowest first. */
export function contentsOf(layers: readonly Layer[]): Contents {
  const paths = new Set<string>();
  const contents = new Map<string, Buffer>();
  for (const layer of layers) {
    for (const path of [...paths]) {
      if (!layer.removed.some((removed) => isWithin(path, removed))) continue;
      paths.delete(path);
      contents.delete(path);
    }
    for (const path of layer.added) {
      paths.add(path);
      contents.delete(path);
    }
    for (const [path, content] of layer.contents) contents.set(path, content);
  }
  return { paths, contents };
}

/** A removed path with a slash at its end stands for what is below it. */
const isWithin = (path: string, removed: string) =>
  path === removed || path.startsWith(removed.endsWith('/') ? removed : `${removed}/`);
