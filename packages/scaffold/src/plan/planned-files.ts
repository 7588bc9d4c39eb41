import { ScaffoldError } from '../errors.ts';
import { assertNoCollisions } from './collisions.ts';
import type { TemplateContext } from './context.ts';
import { type Overlay, overlays } from './overlays.ts';
import type { RuntimePackage } from './packages.ts';
import { render } from './render.ts';
import { safePath, targetPath } from './target-path.ts';
import type { Template, TemplateFile, TemplateSet } from './templates.ts';

/** What a generated file is made from. */
export interface Origin {
  /** A file of `templates/`, such as `+backend/compose.yaml.hbs`. For a packed package, the name of the package. */
  readonly source: string;
  /** The partials that were rendered into it, as files of `templates/`, sorted. */
  readonly partials: readonly string[];
}

/** A file to write, and what it is made from. */
export interface PlannedFile {
  readonly content: string | Uint8Array;
  readonly origin: Origin;
}

interface Partial {
  readonly file: string;
  readonly template: Template;
}

/** The folder whose files an overlay may replace. */
const COMMON = 'extension';

/**
 * Renders the overlays that apply, in their order, and adds the packed packages.
 *
 * @returns path to file, in the order in which they were rendered
 * @throws {ScaffoldError} `template-invalid`, `path-unsafe`
 */
export function planFiles(
  context: TemplateContext,
  packages: readonly RuntimePackage[],
  templates: TemplateSet,
): ReadonlyMap<string, PlannedFile> {
  const applied = overlays.filter(
    ({ folder, applies }) => templates[folder] !== undefined && applies(context),
  );
  const partials = partialsOf(applied, templates);
  const files = new Map<string, PlannedFile>();
  for (const { folder, contexts, overrides } of applied) {
    for (const each of contexts(context)) {
      for (const file of templates[folder]?.files ?? []) {
        const planned = renderFile(file, folder, { context: each, partials });
        add(files, targetPath(file.path, each), planned, overrides);
      }
    }
  }
  for (const { name, tarball } of packages) {
    if (tarball === undefined) continue;
    const planned = { content: tarball.content, origin: { source: name, partials: [] } };
    add(files, safePath(tarball.path), planned, false);
  }
  assertNoCollisions([...files.keys()]);
  return files;
}

/** By name. The partials of a later overlay replace those of an earlier one. */
function partialsOf(applied: readonly Overlay[], templates: TemplateSet): Readonly<Record<string, Partial>> {
  const rows = applied.flatMap(({ folder }) =>
    Object.entries(templates[folder]?.partials ?? {}).map(
      ([name, template]) => [name, { file: `${folder}/_partials/${name}.hbs`, template }] as const,
    ),
  );
  return Object.fromEntries(rows);
}

function renderFile(
  { path, language, content }: TemplateFile,
  folder: string,
  { context, partials }: { readonly context: object; readonly partials: Readonly<Record<string, Partial>> },
): PlannedFile {
  const source = `${folder}/${path}`;
  if (typeof content === 'string') return { content, origin: { source, partials: [] } };
  const used = new Set<string>();
  const find = (name: string) => {
    const partial = partials[name];
    if (partial) used.add(partial.file);
    return partial?.template;
  };
  try {
    const text = render(content, context, find, language);
    return { content: text, origin: { source: `${source}.hbs`, partials: [...used].sort() } };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The template of ${path} cannot be rendered: ${reason}.`;
    throw new ScaffoldError('template-invalid', message, { cause });
  }
}

function add(files: Map<string, PlannedFile>, path: string, file: PlannedFile, overrides: boolean): void {
  const earlier = files.get(path)?.origin.source;
  if (earlier !== undefined && !(overrides && earlier.startsWith(`${COMMON}/`))) {
    const message = `Both ${earlier} and ${file.origin.source} of the templates write ${path}.`;
    throw new ScaffoldError('template-invalid', message);
  }
  files.set(path, file);
}
