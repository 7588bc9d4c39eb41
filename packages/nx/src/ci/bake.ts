/** Where BuildKit keeps the layers of images between runs. */
export interface ImageCache {
  /** Repository in a registry: `ghcr.io/acme/extensions/image-cache`. */
  readonly repository: string;
  /** Whether this run may write to it. */
  readonly write: boolean;
}

/** The members of a Bake target that are used here. */
interface BakeTarget {
  readonly context: string;
  readonly output: readonly string[];
  readonly 'cache-from'?: readonly string[];
  readonly 'cache-to'?: readonly string[];
}

/** A Bake file. */
export interface BakeFile {
  readonly group: { readonly default: { readonly targets: readonly string[] } };
  readonly target: Readonly<Record<string, BakeTarget>>;
}

/**
 * The Bake file that builds the images of extensions. CI only shows that they build, so the results stay in the cache.
 *
 * @param roots folders of the extensions, from the root of the workspace
 * @param cache undefined to keep no layers
 * @see https://docs.docker.com/build/bake/reference/
 * @see https://docs.docker.com/build/cache/backends/registry/
 */
export function bakeFile(roots: readonly string[], cache: ImageCache | undefined): BakeFile {
  const targets = roots.map((context) => {
    const name = targetName(context);
    const layers = cache && `type=registry,ref=${cache.repository.toLowerCase()}:${name}`;
    const target: BakeTarget = {
      context,
      output: ['type=cacheonly'],
      ...(layers && { 'cache-from': [layers] }),
      ...(layers && cache.write && { 'cache-to': [`${layers},mode=max`] }),
    };
    return [name, target] as const;
  });
  return {
    group: { default: { targets: targets.map(([name]) => name) } },
    target: Object.fromEntries(targets),
  };
}

/**
 * A folder as the name of a Bake target, which allows letters, digits, hyphens and underscores. No two folders have the same name:
 * `extensions/hello` -> `extensions__hello`, `a_b` -> `a_5f_b`.
 */
function targetName(root: string): string {
  if (root === '.') return 'workspace';
  const name = root.replace(/[^A-Za-z0-9-]/gu, (character) =>
    character === '/' ? '__' : `_${character.codePointAt(0)?.toString(16)}_`,
  );
  return name === 'workspace' ? '_workspace' : name;
}
