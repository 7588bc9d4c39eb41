import { registryPackages } from '@ddext-oauth/scaffold';

/** The runtime packages as `pnpm pack` names them, one file for each. Only a key in the keychain requires its programs. */
export const tarballs: readonly string[] = registryPackages()
  .filter(({ name }) => name !== '@ddext-oauth/keychain')
  .map(({ name }) => `${name.replace('@', '').replace('/', '-')}-0.1.0.tgz`);
