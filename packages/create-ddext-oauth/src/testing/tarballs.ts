import { registryPackages } from '@ddext-oauth/scaffold';

/** The runtime packages as `pnpm pack` names them, one file for each. */
export const tarballs: readonly string[] = registryPackages().map(
  ({ name }) => `${name.replace('@', '').replace('/', '-')}-0.1.0.tgz`,
);
