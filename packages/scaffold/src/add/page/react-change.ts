import { posix } from 'node:path';
import type { AddOptions } from '../options.ts';
import { objectIn, yamlObject } from '../reading/data.ts';
import type { Extension } from '../reading/extension.ts';
import { lowestOf, type Page } from '../reading/page.ts';
import type { Repository } from '../reading/repository.ts';
import type { PageChange } from './page-change.ts';
import { withWrapper } from './react-entry.ts';
import { signInComponent } from './sign-in-component.ts';

/** The names of the component's file. */
export const COMPONENT_FILE = /^(?:Ddext)?SignIn\.[jt]sx?$/;

/** Adds a React component beside the module that renders the page, and wraps the page in it. */
export function reactChange({ repository }: Extension, page: Page, options: AddOptions): PageChange {
  const entry = entryOf(repository, page);
  const folder = entry === undefined ? posix.join(page.folder, 'src') : posix.dirname(entry);
  const isTaken = page.sources.some((path) => /^SignIn\.[jt]sx?$/i.test(posix.basename(path)));
  const name = isTaken ? 'DdextSignIn' : 'SignIn';
  const isTypeScript = entry === undefined ? usesTypeScript(page) : /\.tsx?$/.test(entry);
  // create-react-app reads JSX in .js, and its rules of ESLint know no .jsx in some versions. Vite needs .jsx.
  const extension = isTypeScript ? 'tsx' : entry?.endsWith('.js') ? 'js' : 'jsx';
  const component = signInComponent({
    ...{ name, isTypeScript, options },
    needsReact: !hasAutomaticRuntime(repository, page, isTypeScript),
  });
  const files = new Map([[posix.join(folder, `${name}.${extension}`), component]]);
  const text = entry === undefined ? undefined : repository.read(entry);
  const wrapped = entry === undefined || text === undefined ? undefined : withWrapper(entry, text, name);
  if (entry !== undefined && wrapped !== undefined) files.set(entry, wrapped);
  const byHand =
    wrapped === undefined
      ? [
          `Around the root component of the page: import { ${name} } from './${name}' and <${name}><App /></${name}>`,
        ]
      : [];
  return { kind: 'react', files, byHand, packages: ['@ddext-oauth/auth'], manifest: page.manifest?.path };
}

/** The module that renders the page. */
function entryOf({ read }: Repository, { sources, folder }: Page): string | undefined {
  const candidates = ['src/', 'src/app/', ''].flatMap((place) =>
    ['index', 'main'].flatMap((name) =>
      ['tsx', 'jsx', 'ts', 'js'].map((extension) => posix.join(folder, `${place}${name}.${extension}`)),
    ),
  );
  return candidates.find((path) => sources.includes(path) && /\brender\s*\(/.test(read(path) ?? ''));
}

function usesTypeScript({ manifest }: Page): boolean {
  return manifest !== undefined && 'typescript' in manifest.dependencies;
}

/** Whether JSX is compiled without `React` in scope. */
function hasAutomaticRuntime(
  { read }: Repository,
  { folder, manifest }: Page,
  isTypeScript: boolean,
): boolean {
  const { dependencies = {} } = manifest ?? {};
  const [scripts] = lowestOf(dependencies['react-scripts']) ?? [0];
  // tsconfig.json has comments, which YAML with quotes and braces has not.
  const options = objectIn(
    yamlObject(withoutComments(read(posix.join(folder, 'tsconfig.json')) ?? '')) ?? {},
    'compilerOptions',
  );
  if (isTypeScript && typeof options.jsx === 'string')
    return options.jsx.startsWith('react-jsx') || options.jsx === 'preserve';
  return (
    scripts >= 4 || ['@vitejs/plugin-react', '@vitejs/plugin-react-swc'].some((name) => name in dependencies)
  );
}

/** Without comments, and without a comma before a closing bracket. */
function withoutComments(text: string): string {
  return text
    .replace(
      /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
      (_all, string: string | undefined) => string ?? '',
    )
    .replace(/,(\s*[}\]])/g, '$1');
}
