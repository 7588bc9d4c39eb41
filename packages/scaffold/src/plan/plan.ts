import { ScaffoldError } from '../errors.ts';
import type { Options } from '../options/options.ts';
import { templateContext } from './context.ts';
import { overlays } from './overlays.ts';
import type { RuntimePackage } from './packages.ts';
import { render } from './render.ts';
import { safePath, targetPath } from './target-path.ts';
import { templates as builtIn } from './templates.generated.ts';
import type { Template, TemplateFile, TemplateSet } from './templates.ts';

/** Relative POSIX path to content, in the order of the paths' code units. Text is UTF-8. */
export type Plan = ReadonlyMap<string, string | Uint8Array>;

interface Source {
  readonly folder: string;
  readonly content: string | Uint8Array;
}

/**
 * Renders what is to be written. Touches nothing; the same options and packages give the same bytes.
 *
 * @throws {ScaffoldError} `template-invalid`, `path-unsafe`: a fault of the templates, not of the options
 */
export function createPlan(
  options: Options,
  { packages, templates = builtIn() }: { packages: readonly RuntimePackage[]; templates?: TemplateSet },
): Plan {
  const context = templateContext(options, packages);
  const laid = overlays.filter(({ folder, applies }) => applies(context) && templates[folder] !== undefined);
  const partials: Readonly<Record<string, Template>> = Object.assign(
    {},
    ...laid.map(({ folder }) => templates[folder]?.partials),
  );
  const sources = new Map<string, Source>();
  for (const { folder, contexts, overrides } of laid) {
    for (const each of contexts(context)) {
      for (const file of templates[folder]?.files ?? []) {
        add(
          sources,
          targetPath(file.path, each),
          { folder, content: contentOf(file, each, partials) },
          overrides,
        );
      }
    }
  }
  for (const { tarball } of packages) {
    if (tarball) add(sources, safePath(tarball.path), { folder: 'vendor', content: tarball.content }, false);
  }
  refuseCollisions([...sources.keys()]);
  return new Map(
    [...sources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, { content }]) => [path, content]),
  );
}

function contentOf(
  { path, language, content }: TemplateFile,
  context: object,
  partials: Readonly<Record<string, Template>>,
): string {
  if (typeof content === 'string') return content;
  try {
    return render(content, context, partials, language);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ScaffoldError('template-invalid', `The template of ${path} cannot be rendered: ${reason}.`, {
      cause,
    });
  }
}

function add(sources: Map<string, Source>, path: string, source: Source, overrides: boolean): void {
  const earlier = sources.get(path);
  if (earlier && !(overrides && earlier.folder === 'extension')) {
    throw new ScaffoldError(
      'template-invalid',
      `Both ${earlier.folder} and ${source.folder} of the templates write ${path}.`,
    );
  }
  sources.set(path, source);
}

/** Two paths that a case-insensitive file system takes for one, or a file where another path needs a directory. */
function refuseCollisions(paths: readonly string[]): void {
  const files = new Map<string, string>();
  for (const path of paths) {
    const twin = files.get(path.toLowerCase());
    if (twin) throw new ScaffoldError('template-invalid', `The templates write both ${twin} and ${path}.`);
    files.set(path.toLowerCase(), path);
  }
  for (const path of paths) {
    const segments = path.toLowerCase().split('/');
    const file = segments.map((_, depth) => files.get(segments.slice(0, depth).join('/'))).find(Boolean);
    if (file)
      throw new ScaffoldError(
        'template-invalid',
        `The templates write ${file} as a file and ${path} below it.`,
      );
  }
}
