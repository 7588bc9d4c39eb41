import { readExtension } from '@ddext-oauth/scaffold/update';
import { expect, test } from '@jest/globals';
import { extensionId } from './extension-id.ts';

const record = {
  version: '0.1.0',
  command: 'pnpm create ddext-oauth',
  options: {
    ...{ directory: 'hello', strategy: 'backend-callback', redirect: 'scheme', exchange: 'backend' },
    ...{ provider: ['oidc'], image: 'acme/recorded', title: 'Hello' },
  },
};

test.each([
  ["export const extension = {\n  id: 'acme/hello',\n  title: 'Hello',\n} as const;\n", 'acme/hello'],
  ['export const extension = { title: "id: \'a/b\'", "id": "acme/hello" };', 'acme/hello'],
  [
    "// export const extension = { id: 'a/b' };\nexport const extension = { /* id: 'a/b', */ id: `acme/hello` } satisfies object;",
    'acme/hello',
  ],
  ["export const extension = { nested: { id: 'a/b' }, id: 'acme/hello' };", 'acme/hello'],
  [
    "const other = { id: 'a/b' };\nexport const extension: { id: string } = { id: 'acme/hello' };",
    'acme/hello',
  ],
  ["export const extension = { id: 'acme/' + 'hello' };", undefined],
  ['const ID = "acme/hello";\nexport const extension = { id: ID };', undefined],
  ["export const extension = make({ id: 'acme/hello' });", undefined],
  ["export const other = { id: 'acme/hello' };", undefined],
  ['', undefined],
])('is the same ID that generators read: %s', (source, id) => {
  expect(extensionId(source)).toBe(id);
  const files = new Map([
    ['ddext-oauth.json', JSON.stringify(record)],
    ['auth/src/extension.ts', source],
  ]);
  const { record: known } = readExtension({ read: (path) => files.get(path) });
  expect(known.options.image).toBe(id ?? 'acme/recorded');
});
