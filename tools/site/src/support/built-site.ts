import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that `npm run site` writes. */
export const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** A page as built: its path on the site without the base and the ending, and its HTML. */
export interface BuiltPage {
  readonly route: string;
  readonly html: string;
}

/** Every page of the built site. 404.html has neither a route nor an address to edit. */
export function builtPages(): readonly BuiltPage[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html') && name !== '404.html')
    .map((name) => ({
      route: `/${name.replace(/\.html$/, '').replace(/(^|\/)index$/, '$1')}`,
      html: readFileSync(join(dist, name), 'utf8'),
    }));
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&#x27;': "'",
};
const unescaped = (text: string) =>
  text.replace(/&(?:amp|quot|lt|gt|#x27);/g, (each) => characters[each] ?? each);

/** The values of attributes of the elements with a name. */
export const attributesOf = ({ html }: BuiltPage, element: string, attribute: string): string[] =>
  [...html.matchAll(new RegExp(`<${element}\\s[^>]*?\\b${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    unescaped(value),
  );

/** The IDs of a page. */
export const idsOf = ({ html }: BuiltPage): ReadonlySet<string> =>
  new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => unescaped(id)));

/** The file that GitHub Pages answers with: the path itself, the path with `.html`, or the page of a folder. */
export const fileOf = (path: string): string | undefined =>
  [path, `${path}.html`, `${path}index.html`]
    .filter((name) => !name.endsWith('/'))
    .map((name) => join(dist, name))
    .find((file) => existsSync(file));

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
};

/** Serves the built site as GitHub Pages does, below its base. */
export async function serveSite(base: string): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = pathname.startsWith(base) ? fileOf(pathname.slice(base.length - 1)) : undefined;
    const type = types[/\.(\w+)$/.exec(file ?? '404.html')?.[1] ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': type ?? 'text/plain' });
    response.end(readFileSync(file ?? join(dist, '404.html')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
