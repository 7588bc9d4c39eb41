import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageDirectory } from '../processes/command.ts';
import { createExtension, extensionId, type Fixture } from './fixture.ts';

const extensionFiles = {
  'backend-callback': (port: number) => `strategy: 'backend-callback', port: ${port}`,
  'extension-tab': () => `strategy: 'extension-tab', redirect: 'scheme'`,
};

const providers = `import { defineProvider, type ProviderSettings } from '@ddext-oauth/auth';
import { github, oidc } from '@ddext-oauth/auth/providers';

export const providers: readonly ProviderSettings[] = [
  defineProvider({
    id: 'work', name: 'Work', preset: oidc, issuer: { variable: 'WORK_ISSUER' },
    clientId: { variable: 'WORK_CLIENT_ID' }, clientSecret: { variable: 'WORK_CLIENT_SECRET' },
  }),
  defineProvider({ id: 'github', preset: github, clientId: { variable: 'GITHUB_CLIENT_ID' } }),
  defineProvider({ id: 'code', preset: github, clientId: { variable: 'GITHUB_CLIENT_ID' }, grants: ['device_code'] }),
];
`;

/**
 * Creates the folder of an extension with providers in TypeScript, and the packages that load them.
 *
 * @param files added to the files of the extension, or replacing them
 */
export async function createTestableExtension(
  strategy: keyof typeof extensionFiles,
  files: Readonly<Record<string, string>> = {},
): Promise<Fixture> {
  const fixture = await createExtension({
    'auth/package.json': '{ "type": "module" }',
    'auth/src/providers/index.ts': providers,
    'ui/package.json': '{ "type": "module" }',
    ...files,
  });
  const { directory, port } = fixture;
  const way = extensionFiles[strategy](port);
  await writeFile(
    join(directory, 'auth/src/extension.ts'),
    `export const extension = { id: '${extensionId}', title: 'Hello', ${way} } as const;\n`,
  );
  for (const [folder, name] of [
    ['auth', '@ddext-oauth/auth'],
    ['ui', 'vite'],
  ] as const) {
    const link = join(directory, folder, 'node_modules', name);
    await mkdir(join(link, '..'), { recursive: true });
    await symlink(join(packageDirectory, 'node_modules', name), link);
  }
  return fixture;
}
