import { posix } from 'node:path';
import { type RuntimePackage, registryPackages } from '@ddext-oauth/scaffold';
import type { Tree } from '../devkit.ts';

/**
 * The runtime packages of an extension. An extension from a checkout has tarballs, which its Dockerfile and pnpm-workspace.yaml refer to.
 * Their content is not read, because it does not change.
 */
export function packagesOf(tree: Tree, root: string): readonly RuntimePackage[] {
  const files = tree.children(posix.join(root, 'vendor'));
  const isPacked = files.some((file) => file.endsWith('.tgz'));
  const known = registryPackages().map((each) => {
    const prefix = `${each.name.replace('@', '').replace('/', '-')}-`;
    const file = files.find(
      (name) => name.startsWith(prefix) && /^\d.*\.tgz$/.test(name.slice(prefix.length)),
    );
    if (file === undefined) return each;
    return {
      name: each.name,
      range: `^${file.slice(prefix.length, -'.tgz'.length)}`,
      tarball: { path: `vendor/${file}`, content: new Uint8Array() },
    };
  });
  // The programs for the keychain are packed only for an extension that uses them.
  return known.filter(({ name, tarball }) => !isPacked || tarball || name !== '@ddext-oauth/keychain');
}
