import type { KeyMethod } from '../key-method.ts';

/** A personal or organization access token of Docker. @see https://docs.docker.com/security/access-tokens/ */
export const dockerHubKey: KeyMethod = {
  provider: 'docker-hub',
  name: 'Docker Hub',
  kind: 'basic',
  noun: 'personal access token',
  console: 'https://app.docker.com/settings/personal-access-tokens',
  scopes: ['Public Repo Read-only'],
  header: { name: 'authorization', scheme: 'Basic' },
  format: { prefixes: ['dckr_pat_', 'dckr_oat_'], length: { min: 36, max: 41 } },
  apiHosts: ['auth.docker.io', 'hub.docker.com'],
  // The owner is the user name that was entered.
  verification: { url: 'https://auth.docker.io/token?service=registry.docker.io' },
};
