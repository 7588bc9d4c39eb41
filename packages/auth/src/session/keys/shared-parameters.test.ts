import { gitlab, gitlabKey } from '@ddext-oauth/providers';
import { expect, test } from '@jest/globals';
import type { ProviderSettings } from '../../core/client/settings.ts';
import type { KeySettings } from '../../core/keys/key-settings.ts';
import { requireSameParameters } from '../../core/keys/shared-parameters.ts';
import { memoryStore } from '../../stores/memory.ts';
import { Auth } from '../auth.ts';

/** OAuth and keys of GitLab under one ID. */
const provider: ProviderSettings = {
  id: 'gitlab',
  preset: gitlab,
  clientId: 'a',
  parameters: { host: { variable: 'GITLAB_HOST' } },
};
const key: KeySettings = {
  id: 'gitlab',
  method: gitlabKey,
  parameters: { host: { variable: 'GITLAB_KEY_HOST' } },
};
const reading = (ofProvider: string | undefined, ofKey: string | undefined) => (name: string) =>
  name === 'GITLAB_HOST' ? ofProvider : ofKey;

test.each([
  ['git.example.com', 'gitlab.com', 'git.example.com (GITLAB_HOST)', 'gitlab.com (GITLAB_KEY_HOST)'],
  ['git.example.com', undefined, 'git.example.com (GITLAB_HOST)', 'gitlab.com (GITLAB_KEY_HOST)'],
  [undefined, 'git.example.com', 'gitlab.com (GITLAB_HOST)', 'git.example.com (GITLAB_KEY_HOST)'],
])('OAuth at %s and keys at %s under one ID are refused', async (one, other, first, second) => {
  const auth = new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 },
    providers: [provider],
    keys: [key],
    store: memoryStore(),
    read: reading(one, other),
  });
  await expect(auth.addKey('gitlab', { key: 'glpat-abcDEF123_-xyz12345' })).rejects.toMatchObject({
    code: 'provider-misconfigured',
    message: `GitLab has two different values for host: ${first} for OAuth and ${second} for keys. Use the same value, or give the keys another ID.`,
  });
});

test.each([
  ['git.example.com', 'GIT.example.com'],
  [undefined, 'gitlab.com'],
  [undefined, undefined],
])('OAuth at %s and keys at %s under one ID are the same server', async (one, other) => {
  await expect(requireSameParameters(key, provider, reading(one, other))).resolves.toBeUndefined();
});
