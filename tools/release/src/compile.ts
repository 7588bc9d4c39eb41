import { join } from 'node:path';
import ts from 'typescript-api';

const settings = {
  nodenext: {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  },
  bundler: {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  },
};

export type Resolution = keyof typeof settings;
export const resolutions = Object.keys(settings) as Resolution[];

/** Parsed declarations of libraries, by resolution and path. Parsing them takes most of the time of a compilation. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/**
 * Compiles a module that imports everything from the given specifiers, like a program of a user in that folder, with the
 * declarations of libraries checked as well.
 *
 * @returns the errors in the imports and in declarations below `installed`, without those in other libraries
 */
export function compileImports(
  { project, installed }: { readonly project: string; readonly installed: string },
  specifiers: readonly string[],
  resolution: Resolution,
): readonly string[] {
  const main = join(project, 'main.mts');
  const source = specifiers
    .map((specifier, index) => `export * as entry${index} from '${specifier}';\n`)
    .join('');
  const options: ts.CompilerOptions = {
    ...settings[resolution],
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    typeRoots: [join(import.meta.dirname, '../../../node_modules/@types')],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => path === main || fileExists(path);
  host.readFile = (path) => (path === main ? source : readFile(path));
  host.getSourceFile = (path, ...rest) => {
    if (path === main) return ts.createSourceFile(path, source, ts.ScriptTarget.ES2023);
    if (path.startsWith(`${project}/`)) return getSourceFile(path, ...rest);
    const key = `${resolution} ${path}`;
    if (!libraries.has(key)) libraries.set(key, getSourceFile(path, ...rest));
    return libraries.get(key);
  };
  const program = ts.createProgram([main], options, host);
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName === main || fileName.startsWith(`${installed}/`));
  return ours
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ file, messageText }) => {
      const path = file?.fileName.slice(project.length + 1);
      return `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
}
