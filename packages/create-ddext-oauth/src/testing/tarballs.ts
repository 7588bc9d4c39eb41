import { registryPackages } from '@ddext-oauth/scaffold';

/** One file for each runtime package, with the name that `pnpm pack` gives it. Only a key in the keychain requires its programs. */
export const tarballs: readonly string[] = registryPackages()
  .filter(({ name }) => name !== '@ddext-oauth/keychain')
  .map(({ name }) => `${name.replace('@', '').replace('/', '-')}-0.1.0.tgz`);
