import ts from 'typescript-api';
import type { Files } from '../edits/edit.ts';

/** The types that every program needs, and the globals that extensions use, as `any`. */
const GLOBALS = `
interface Array<T> { [n: number]: T; map: any; filter: any; flatMap: any; }
interface ReadonlyArray<T> { readonly [n: number]: T; map: any; filter: any; flatMap: any; }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}
interface Symbol {} interface TemplateStringsArray {} interface PromiseLike<T> {} interface Promise<T> { then: any; }
interface ImportMeta { url: any; env: any; }
type Record<K extends keyof any, T> = { [P in K]: T }; type Awaited<T> = any; type Partial<T> = any; type Omit<T, K> = any;
type Pick<T, K> = any; type Readonly<T> = any; type NonNullable<T> = T & {}; type Extract<T, U> = any; type ReturnType<T> = any;
type Promised = any; type HTMLElement = any; type HTMLInputElement = any; type Window = any; type AbortSignal = any; type Error = any;
type RequestInit = any; type Response = any; type Set<T> = any; type ReadonlySet<T> = any; type ReadonlyMap<K, V> = any; type Map<K, V> = any; type Iterable<T> = any; type Event = any;
declare const Promise: any, Object: any, Array: any, String: any, Number: any, Boolean: any, Map: any, Set: any, Date: any, Math: any;
declare const JSON: any, URL: any, URLSearchParams: any, Error: any, Symbol: any, RegExp: any, console: any, process: any;
declare const document: any, window: any, globalThis: any, location: any, navigator: any, localStorage: any, crypto: any, history: any;
declare const setTimeout: any, clearTimeout: any, setInterval: any, clearInterval: any, queueMicrotask: any, fetch: any, performance: any;
declare const Response: any, Request: any, Headers: any, AbortController: any, AbortSignal: any, Buffer: any, structuredClone: any;
declare const HTMLElement: any, HTMLInputElement: any, HTMLButtonElement: any, Event: any, MessageEvent: any, undefined: any, TypeError: any;
declare const TextEncoder: any, TextDecoder: any, RangeError: any, encodeURIComponent: any, decodeURIComponent: any;
declare namespace NodeJS { type ProcessEnv = any; type ErrnoException = any; }
declare namespace JSX { interface IntrinsicElements { [name: string]: any } interface Element {} }
`;

const OPTIONS: ts.CompilerOptions = {
  noLib: true,
  types: [],
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.Preserve,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  isolatedModules: true,
};

/** Names that are unknown or declared twice, members that a module does not export, and duplicate properties. */
const CODES = new Set([2300, 2304, 2305, 2307, 2308, 2393, 2440, 2451, 2552, 2614, 2724, 1117, 1484, 18004]);

/** The program sets the imports of its modules, which are not part of the public type. */
type ModuleSource = ts.SourceFile & { readonly imports?: readonly ts.StringLiteralLike[] };

const PREFIX = '/extension/';
const GLOBALS_FILE = '/globals.d.ts';
const sources = new Map<string, ts.SourceFile>();

function sourceOf(path: string, text: string): ts.SourceFile {
  const key = `${path}\n${text}`;
  let source = sources.get(key);
  if (source === undefined) {
    source = ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ES2022 }, true);
    sources.set(key, source);
  }
  return source;
}

/**
 * The errors in names in the modules that differ from those of another extension, and in the modules that import these. `auth`,
 * `backend` and `ui` are one program, in which packages from the registry have no types. Without positions.
 */
export function nameErrors(files: Files, others: Files): readonly string[] {
  const roots = [...files.keys()].filter((path) => /\.tsx?$/.test(path)).map((path) => PREFIX + path);
  const contentOf = (path: string) =>
    path === GLOBALS_FILE ? GLOBALS : files.get(path.slice(PREFIX.length));
  const host: ts.CompilerHost = {
    getSourceFile: (path) => {
      const text = contentOf(path);
      return text === undefined ? undefined : sourceOf(path, text);
    },
    getDefaultLibFileName: () => 'lib.d.ts',
    writeFile: () => {},
    getCurrentDirectory: () => PREFIX,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (path) => contentOf(path) !== undefined,
    readFile: contentOf,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: resolved(text, from, files) })),
  };
  const program = ts.createProgram([GLOBALS_FILE, ...roots], OPTIONS, host);
  const isChanged = (path: string | undefined) => path !== undefined && files.get(path) !== others.get(path);
  const checked = program.getSourceFiles().filter(({ fileName, imports = [] }: ModuleSource) => {
    const path = fileName.slice(PREFIX.length);
    return isChanged(path) || imports.some(({ text }) => isChanged(pathOf(text, path, files)));
  });
  return checked
    .flatMap((source) => program.getSemanticDiagnostics(source))
    .filter(({ code, file, messageText }) => CODES.has(code) && file && isOwn(messageText))
    .map(
      ({ file, messageText }) =>
        `${file?.fileName.slice(PREFIX.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

/** Packages from the registry are absent, so only missing modules of the extension are errors. */
function isOwn(message: string | ts.DiagnosticMessageChain): boolean {
  const text = ts.flattenDiagnosticMessageText(message, ' ');
  return !/^Cannot find module '(?!\.)/.test(text) && !/Cannot find module '.*\.css'/.test(text);
}

function resolved(name: string, from: string, files: Files): ts.ResolvedModuleFull | undefined {
  const path = pathOf(name, from.slice(PREFIX.length), files);
  if (path === undefined || !files.has(path)) return undefined;
  const extension = (/\.\w+$/.exec(path)?.[0] ?? '.ts') as ts.Extension;
  return { resolvedFileName: PREFIX + path, extension };
}

/** The path of a module that the extension imports: relative, or of its own package `auth`. */
export function pathOf(name: string, from: string, files: Files): string | undefined {
  if (name.startsWith('.')) return new URL(name, `file:///${from}`).pathname.slice(1);
  const [, own] = /^@[^/]+\/auth\/(\w+)$/.exec(name) ?? [];
  if (own === undefined || name.startsWith('@ddext-oauth/')) return undefined;
  const manifest = JSON.parse((files.get('auth/package.json') ?? '{}').replace(/^\uFEFF/, '')) as {
    exports?: Record<string, string>;
  };
  const target = manifest.exports?.[`./${own}`];
  return target && `auth/${target.replace('./', '')}`;
}
