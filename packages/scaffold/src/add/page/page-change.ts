import { posix } from 'node:path';
import { ScaffoldError } from '../../errors.ts';
import type { AddOptions } from '../options.ts';
import type { Extension } from '../reading/extension.ts';
import { lowestOf, type Page } from '../reading/page.ts';
import { withLineInBody } from './html.ts';
import { reactChange } from './react-change.ts';

/** The files of a page that change, and what the author has to do in it. */
export interface PageChange {
  readonly kind: 'react' | 'element';
  readonly files: ReadonlyMap<string, string>;
  /** Lines to add by hand, because no place for them was found. */
  readonly byHand: readonly string[];
  /** The packages that a package.json gets: name to version range. */
  readonly packages: readonly string[];
  /** Path of the package.json that gets them. */
  readonly manifest: string | undefined;
}

/** The file with `<ddext-sign-in>`, bundled, for pages that have no React or no recent bundler. */
export const ELEMENT_FILE = 'ddext-sign-in.js';

/** Adds sign-in to a page: a React component, or an element in one file that any page can load. */
export function pageChange(
  extension: Extension,
  page: Page,
  options: AddOptions,
  element: string,
): PageChange {
  const problem = noReactBecause(extension, page);
  if (problem !== undefined && options.exchange === 'ui')
    throw new ScaffoldError(
      'addition-impossible',
      `--exchange ui needs a page with React: ${problem}. Leave it out, for a service that exchanges the code. Nothing was written.`,
    );
  return problem === undefined
    ? reactChange(extension, page, options)
    : elementChange(extension, page, options, element);
}

/** Why a page cannot use the React entry of `@ddext-oauth/auth`. Undefined if it can. */
export function noReactBecause(
  { repository, dockerfile }: Extension,
  { manifest, folder }: Page,
): string | undefined {
  const { dependencies = {} } = manifest ?? {};
  const isAtLeast = (name: string, major: number, minor = 0) => {
    const version = lowestOf(dependencies[name]);
    if (!(name in dependencies) || version === undefined) return true;
    return version[0] > major || (version[0] === major && version[1] >= minor);
  };
  if (!('react' in dependencies)) return 'the page does not use React';
  if (!isAtLeast('react', 17)) return 'React is older than 17';
  if (!('@docker/extension-api-client' in dependencies))
    return 'the page does not use @docker/extension-api-client';
  if (!isAtLeast('react-scripts', 5)) return 'create-react-app is older than 5';
  if (!isAtLeast('vite', 3)) return 'Vite is older than 3';
  if (!isAtLeast('webpack', 5)) return 'webpack is older than 5';
  if (!isAtLeast('typescript', 4, 7)) return 'TypeScript is older than 4.7';
  const lockfile = repository.read(posix.join(folder, 'yarn.lock')) ?? '';
  const oldNode = dockerfile.parsed.stages.some(
    ({ base }) => Number(/(?:^|\/)node:(\d+)/.exec(base)?.[1] ?? 20) < 20,
  );
  // It refuses packages for a newer Node.js. npm warns only.
  if (lockfile.includes('# yarn lockfile v1') && oldNode)
    return 'yarn 1 builds the page with a Node.js older than 20';
  return undefined;
}

function elementChange(extension: Extension, page: Page, options: AddOptions, element: string): PageChange {
  const { html, manifest, folder } = page;
  const { repository } = extension;
  const prefix = options.prefix === '/auth' ? '' : ` prefix="${options.prefix}"`;
  const tag = `<ddext-sign-in extension-id="${options.image}"${prefix}></ddext-sign-in>`;
  const files = new Map<string, string>();
  const byHand: string[] = [];
  const angular = manifest && '@angular/core' in manifest.dependencies ? angularEntry(page) : undefined;
  const place = angular ? posix.dirname(angular) : scriptFolder(extension, page);
  files.set(posix.join(place, ELEMENT_FILE), element);
  const script = angular ? '' : `<script src="./${ELEMENT_FILE}"></script>`;
  const text = html === undefined ? undefined : repository.read(html);
  const changed = text === undefined ? undefined : withLineInBody(text, `${tag}${script}`);
  if (html !== undefined && changed !== undefined) files.set(html, changed);
  else
    byHand.push(
      `In the HTML of the page${folder === '' ? '' : ` (${folder})`}, where the sign-in is shown: ${tag}${script}`,
    );
  if (angular !== undefined) {
    const line = `import './${ELEMENT_FILE}';`;
    const main = repository.read(angular) ?? '';
    files.set(
      angular,
      `${main.endsWith('\n') || main === '' ? main : `${main}\n`}${line}${main.includes('\r\n') ? '\r\n' : '\n'}`,
    );
  }
  return { kind: 'element', files, byHand, packages: [], manifest: undefined };
}

function angularEntry({ sources }: Page): string | undefined {
  return sources.find((path) => /(^|\/)src\/main\.ts$/.test(path));
}

/** The folder from which a page gets files as they are: `public` of a bundler, or that of the page itself. */
function scriptFolder({ repository }: Extension, { folder, manifest, html }: Page): string {
  const isVite = repository.paths.some((path) =>
    /^vite\.config\.[cm]?[jt]s$/.test(posix.relative(folder, path)),
  );
  if (isVite) return posix.join(folder, 'public');
  if (manifest === undefined) return html === undefined ? folder : posix.dirname(html);
  const isVue = '@vue/cli-service' in manifest.dependencies;
  const isBundled = isVue || ['react-scripts', 'vite'].some((name) => name in manifest.dependencies);
  const hasPublic = repository.paths.some((path) => path.startsWith(posix.join(folder, 'public/')));
  if (isBundled || hasPublic) return posix.join(folder, 'public');
  return html === undefined ? folder : posix.dirname(html);
}
