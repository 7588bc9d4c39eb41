import * as presets from '@ddext-oauth/providers';
import { redirectUriOf, redirectUrisOf } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import ts from 'typescript-api';
import * as yaml from 'yaml';
import type { Files } from '../edits/edit.ts';
import { pathOf } from './names.ts';

const ROOT = 'file:///';
const compiled = new Map<string, string>();

/** The values of an extension's modules, as the extension exports them. */
export interface LoadedExtension {
  readonly extension: Readonly<Record<string, unknown>>;
  readonly providers: readonly { readonly id: string }[];
}

/** Evaluates `auth/src/extension.ts` and the list of providers. @returns undefined if they cannot be evaluated */
export function loadExtension(files: Files): LoadedExtension | undefined {
  const load = loader(files, {});
  try {
    const { extension } = load(ownModule('extension', files)) as Partial<LoadedExtension>;
    const { providers } = load(ownModule('providers', files)) as Partial<LoadedExtension>;
    return extension && providers ? { extension, providers } : undefined;
  } catch {
    return undefined;
  }
}

/** Runs the tests of `auth` in this process. @returns the titles of the tests that fail */
export function failingTests(files: Files): readonly string[] {
  const paths = [...files.keys()].filter((path) => /^auth\/src\/[\w.-]+\.test\.ts$/.test(path));
  return paths.flatMap((path) => {
    const tests: (readonly [title: string, run: () => void])[] = [];
    const test = (title: string, run: () => void) => void tests.push([title, run]);
    try {
      loader(files, { test, expect })(path);
    } catch (error) {
      return [`${path} cannot be run: ${String(error).split('\n')[0]}`];
    }
    return tests.flatMap(([title, run]) => {
      try {
        run();
        return [];
      } catch {
        return [`${path} fails: ${title}`];
      }
    });
  });
}

function ownModule(name: string, files: Files): string {
  return pathOf(`@own/auth/${name}`, '', files) ?? '';
}

function loader(files: Files, jest: object): (path: string) => unknown {
  const modules = new Map<string, { exports: unknown }>();
  const packages: Readonly<Record<string, unknown>> = {
    '@ddext-oauth/auth': { redirectUriOf, redirectUrisOf, defineProvider: (settings: object) => settings },
    '@ddext-oauth/auth/providers': presets,
    '@jest/globals': jest,
    'node:fs': fileSystem(files),
    yaml,
  };
  const load = (path: string): unknown => {
    const known = modules.get(path);
    if (known) return known.exports;
    const text = files.get(path)?.replace(/^\uFEFF/, '');
    if (text === undefined) throw new Error(`${path} not found`);
    if (path.endsWith('.json')) return JSON.parse(text);
    const module = { exports: {} as unknown };
    modules.set(path, module);
    const requireFrom = (name: string) => {
      const own = pathOf(name, path, files);
      if (own !== undefined) return load(own);
      if (!(name in packages)) throw new Error(`${name} not found`);
      return packages[name];
    };
    new Function('require', 'module', 'exports', 'moduleUrl', compile(text))(
      requireFrom,
      module,
      module.exports,
      ROOT + path,
    );
    return module.exports;
  };
  return load;
}

function compile(text: string): string {
  let code = compiled.get(text);
  if (code === undefined) {
    code = ts.transpileModule(text.replaceAll('import.meta.url', 'moduleUrl'), {
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.CommonJS,
        esModuleInterop: true,
      },
    }).outputText;
    compiled.set(text, code);
  }
  return code;
}

/** The functions of `node:fs` that the test of an extension uses, over its files. */
function fileSystem(files: Files) {
  const pathOf = (url: URL | string) => String(url).replace(ROOT, '');
  return {
    readFileSync: (url: URL | string) => {
      const text = files.get(pathOf(url));
      if (text === undefined) throw Object.assign(new Error(`ENOENT: ${url}`), { code: 'ENOENT' });
      return text;
    },
    existsSync: (url: URL | string) => files.has(pathOf(url)),
  };
}
