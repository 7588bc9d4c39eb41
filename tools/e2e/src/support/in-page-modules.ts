import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const auth = dirname(require.resolve('@ddext-oauth/auth'));
const beside = (file: string, name: string) => createRequire(file).resolve(name);
const providers = dirname(beside(join(auth, 'index.js'), '@ddext-oauth/providers'));
const openidClient = beside(join(auth, 'index.js'), 'openid-client');

/** Built files by module specifier, for `@ddext-oauth/auth/in-page` and its imports. */
const modules: Readonly<Record<string, string>> = {
  '@ddext-oauth/auth/in-page': join(auth, 'in-page/index.js'),
  '@ddext-oauth/auth/providers': join(auth, 'providers/index.js'),
  '@ddext-oauth/providers': join(providers, 'index.js'),
  '@ddext-oauth/providers/compatibility': join(providers, 'compatibility/index.js'),
  'openid-client': openidClient,
  oauth4webapi: beside(openidClient, 'oauth4webapi'),
  ...Object.fromEntries(
    ['jose/errors', 'jose/jwe/compact/decrypt'].map((name) => [name, beside(openidClient, name)]),
  ),
};
const folders: Readonly<Record<string, string>> = {
  '/auth/': auth,
  '/providers/': providers,
  '/openid-client/': dirname(openidClient),
  '/oauth4webapi/': dirname(beside(openidClient, 'oauth4webapi')),
  '/jose/': dirname(beside(openidClient, 'jose')),
};

/** The URL path at which a page loads a file. */
function pathOf(file: string): string {
  const [prefix, folder] = Object.entries(folders).find(([, each]) => file.startsWith(each)) as [
    string,
    string,
  ];
  return file.replace(join(folder, '/'), prefix);
}

/**
 * Serves a page with a given script and the built package as its modules, without a bundler, so that a `node:` import fails.
 *
 * @returns the response body for a path of the page's server
 */
export function inPage(script: string) {
  const imports = Object.fromEntries(Object.entries(modules).map(([name, file]) => [name, pathOf(file)]));
  const html = `<!doctype html><title>In page</title>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">${script}</script>`;
  return async (path: string) => {
    if (path === '/') return { type: 'text/html', body: html };
    const [prefix, folder] = Object.entries(folders).find(([each]) => path.startsWith(each)) ?? [];
    if (!prefix || !folder || !path.endsWith('.js')) return undefined;
    const body = await readFile(join(folder, path.slice(prefix.length)), 'utf8');
    return { type: 'text/javascript', body };
  };
}
