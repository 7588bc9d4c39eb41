import { registryPackages } from '@ddext-oauth/scaffold';

/** Creates one file for each runtime package, named as by `pnpm pack`. */
export const tarballs: readonly string[] = registryPackages().map(
  ({ name }) => `${name.replace('@', '').replace('/', '-')}-0.1.0.tgz`,
);
