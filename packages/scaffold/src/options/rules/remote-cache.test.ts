import { expect, test } from '@jest/globals';
import { resolveOptions } from '../options.ts';
import { parseRemoteCache } from './remote-cache.ts';

test.each([
  ['https://nx-cache.example.com', 'https://nx-cache.example.com'],
  ['https://nx-cache.example.com/', 'https://nx-cache.example.com'],
  ['https://example.com:8443/team/nx/', 'https://example.com:8443/team/nx'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['', undefined],
])('the remote cache %j is recorded as %j', (given, expected) => {
  expect(parseRemoteCache(given, false)).toBe(expected);
});

test.each([
  'nx-cache.example.com',
  'http://nx-cache.example.com',
  'http://127.0.0.1.example.com',
  's3://bucket',
  'https://user:secret@nx-cache.example.com',
  'https://nx-cache.example.com?token=secret',
  'https://nx-cache.example.com#top',
  'https://',
])('the remote cache %j is rejected, because a token would not be safe there', (given) => {
  expect(() => parseRemoteCache(given, false)).toThrow(
    expect.objectContaining({ code: 'remote-cache-invalid', suggestion: 'https://nx-cache.example.com' }),
  );
});

test('a remote cache is rejected for an extension in an existing workspace, which has its own CI', () => {
  const workspace = { path: 'extensions/hello', packageManager: 'pnpm', biome: true } as const;
  const raw = { directory: 'extensions/hello', workspace };
  expect(resolveOptions(raw).options.remoteCache).toBeUndefined();
  expect(() => resolveOptions({ ...raw, remoteCache: 'https://nx-cache.example.com' })).toThrow(
    expect.objectContaining({ code: 'option-not-applicable' }),
  );
});
