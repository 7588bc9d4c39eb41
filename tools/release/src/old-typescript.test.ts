import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Packed, pack, published } from './packed.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

/**
 * What a page of an extension with create-react-app imports. Each expected error proves that a type resolves: an unresolved
 * import is `any`, which accepts everything.
 */
const page = `
import type { ReactNode } from 'react';
import * as React from 'react';
import { createAuthClient, createAuthStore, takeTabCallback, type AuthState, type DdClient } from '@ddext-oauth/auth/ui';
import { AuthProvider, useAuth } from '@ddext-oauth/auth/react';
import { defineSignInElement, type SignInElement } from '@ddext-oauth/auth/element';

export function Page(props: { ddClient: DdClient; children: ReactNode }) {
  return <AuthProvider ddClient={props.ddClient} extensionId="acme/things" prefix="/auth">{props.children}</AuthProvider>;
}
export function Name() {
  const { status, accounts, signIn } = useAuth();
  // @ts-expect-error there is no such status
  if (status === 'nothing') return null;
  // @ts-expect-error the ID of a provider is text
  void signIn(1);
  return <p>{accounts.map(({ profile }) => profile.name).join()}</p>;
}
export async function call(ddClient: DdClient): Promise<string> {
  const client = createAuthClient(ddClient, { extensionId: 'acme/things' });
  const store = createAuthStore(client);
  const state: AuthState = store.getState();
  // @ts-expect-error the response is a promise
  client.fetch('github', 'https://api.github.com/user').status;
  const { providers, accounts } = await client.session();
  // @ts-expect-error a provider has no such member
  providers[0].nothing;
  return [state.status, accounts[0].id, takeTabCallback(window) ?? ''].join();
}
export function show(element: SignInElement): void {
  defineSignInElement();
  // @ts-expect-error not a client
  element.ddClient = 1;
}
`;

/** As create-react-app and \`docker extension init\` write it. */
const options = {
  target: 'es2020',
  lib: ['dom', 'dom.iterable', 'es2020'],
  module: 'esnext',
  moduleResolution: 'node',
  jsx: 'react',
  strict: true,
  noEmit: true,
  isolatedModules: true,
  esModuleInterop: true,
  skipLibCheck: true,
  types: [],
};

const names = ['@ddext-oauth/auth', '@ddext-oauth/providers'];
/** The oldest supported version with the oldest and newest React, and a later version. */
const combinations = [
  ['4.7', '17'],
  ['4.7', '19'],
  ['5.5', '18'],
] as const;

let packed: Packed[];
beforeAll(async () => {
  packed = [];
  for (const one of published.filter(({ name }) => names.includes(name))) packed.push(await pack(one));
});
afterAll(() => Promise.all(packed.map((one) => one.remove())));

test.each(combinations)(
  'TypeScript %s with moduleResolution node finds the types of /ui, /react and /element with React %s',
  async (version, react) => {
    const project = join(packed[0]?.project ?? '', `typescript-${version}-react-${react}`);
    const modules = join(project, 'node_modules');
    await mkdir(join(modules, '@ddext-oauth'), { recursive: true });
    await mkdir(join(modules, '@types'), { recursive: true });
    for (const [index, one] of packed.entries())
      await symlink(one.installed, join(modules, names[index] ?? ''));
    await symlink(folderOf(`@types/react-${react}`), join(modules, '@types/react'));
    const paths = {
      react: [folderOf(`@types/react-${react}`)],
      '@ddext-oauth/providers': [join(modules, names[1] ?? '')],
    };
    await writeFile(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...options, paths, preserveSymlinks: true }, files: ['page.tsx'] }),
    );
    await writeFile(join(project, 'page.tsx'), page);
    const compiler = join(folderOf(`typescript-${version}`), 'bin/tsc');
    const { stdout } = await run(process.execPath, [compiler, '-p', project]).catch(({ stdout }) => ({
      stdout,
    }));
    expect(stdout).toBe('');
  },
);
