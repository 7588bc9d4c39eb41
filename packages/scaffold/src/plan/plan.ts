import type { Options } from '../options/options.ts';
import { recordPath } from '../options/record.ts';
import { basePath, writeBase } from './base.ts';
import { templateContext } from './context.ts';
import { packagesFor, type RuntimePackage } from './packages.ts';
import { type Origin, type PlannedFile, planFiles } from './planned-files.ts';
import { templates as builtIn } from './templates.generated.ts';
import type { TemplateSet } from './templates.ts';

/** Relative POSIX path to content, in the order of the paths' code units. Text is UTF-8. */
export type Plan = ReadonlyMap<string, string | Uint8Array>;

/** What a plan is made from, besides the options. */
export interface PlanSources {
  readonly packages: readonly RuntimePackage[];
  /** Default: those of this package. */
  readonly templates?: TemplateSet;
}

/**
 * Renders all files of an extension in memory. It writes nothing. The same options and packages always give the same bytes.
 *
 * @example
 * const plan = createPlan(options, { packages: registryPackages() });
 * plan.get('package.json'); // '{\n  "name": "my-extension", …'
 * @throws {ScaffoldError} `template-invalid`, `path-unsafe`: an error in the templates, not in the options
 */
export function createPlan(options: Options, sources: PlanSources): Plan {
  const plan = renderPlan(options, sources);
  const header = plan.get(basePath);
  // The templates contain its comment, so that it is a file like the others.
  if (typeof header !== 'string') return plan;
  return new Map(plan).set(basePath, writeBase(header, baseTexts(plan)));
}

/** Like {@link createPlan}, but `ddext-oauth.base` contains only its comment. */
export function renderPlan(options: Options, sources: PlanSources): Plan {
  return new Map(sortedFiles(options, sources).map(([path, { content }]) => [path, content]));
}

/**
 * Lists what each file of a plan is made from: its template, and the partials that were rendered into it.
 *
 * @example
 * explainPlan(options, { packages }).get('Dockerfile');
 * // { source: '+backend/Dockerfile.hbs', partials: ['+workspace/_partials/dockerfile-labels.hbs'] }
 * @returns path to origin, in the order of {@link createPlan}
 * @throws {ScaffoldError} as {@link createPlan}
 */
export function explainPlan(options: Options, sources: PlanSources): ReadonlyMap<string, Origin> {
  return new Map(sortedFiles(options, sources).map(([path, { origin }]) => [path, origin]));
}

let parsed: TemplateSet | undefined;

/** Parses them when the first plan needs them. */
function builtInOnce(): TemplateSet {
  parsed ??= builtIn();
  return parsed;
}

function sortedFiles(
  options: Options,
  { packages, templates = builtInOnce() }: PlanSources,
): (readonly [string, PlannedFile])[] {
  const needed = packagesFor(options, packages);
  const files = planFiles(templateContext(options, needed), needed, templates);
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The texts that `ddext-oauth.base` keeps: everything but the record, which contains no edits, and the packed packages. */
export function baseTexts(plan: Plan): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [path, content] of plan) {
    if (typeof content === 'string' && path !== recordPath && path !== basePath) texts.set(path, content);
  }
  return texts;
}
