import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, ReflectionKind } from 'typedoc';
import { root } from '../dev/environment.mjs';

/** The packages whose exports are documented. `@ddext-oauth/auth/providers` exports those of `@ddext-oauth/providers`. */
export const documentedPackages = ['providers', 'auth', 'check', 'simulator'];

/** @typedef {import('typedoc').DeclarationReflection} Declaration */

/**
 * An entry of a package, such as `@ddext-oauth/auth/backend`.
 *
 * @typedef {{specifier: string, name: string, types: string}} Entry
 */

/** @returns {Entry[]} */
export function apiEntries() {
  return documentedPackages.flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'));
    const exported = /** @type {[string, {types?: string}][]} */ (Object.entries(manifest.exports));
    return exported.flatMap(([entry, { types }]) =>
      types === undefined || join(folder, entry) === 'auth/providers'
        ? []
        : [
            {
              specifier: join(manifest.name, entry),
              name: join(folder, entry),
              types: join(root, 'packages', folder, types),
            },
          ],
    );
  });
}

/**
 * Reads the docstrings of the built declarations.
 *
 * @param {Partial<import('typedoc').TypeDocOptions & import('typedoc-plugin-markdown').PluginOptions>} [options]
 */
export async function readApi(options) {
  const entries = apiEntries();
  const app = await Application.bootstrapWithPlugins({
    entryPoints: entries.map(({ types }) => types),
    tsconfig: join(import.meta.dirname, 'tsconfig.api.json'),
    plugin: ['typedoc-plugin-markdown'],
    readme: 'none',
    disableSources: true,
    excludePrivate: true,
    // The members of HTMLElement.
    excludeExternals: true,
    // npm run typecheck has checked them.
    skipErrorChecking: true,
    logLevel: 'Error',
    ...options,
  });
  const project = await app.convert();
  if (!project) throw new Error('TypeDoc could not read the declarations. Run npm run build first.');
  const modules = project
    .getReflectionsByKind(ReflectionKind.Module)
    .filter((reflection) => reflection.isDeclaration());
  for (const { comment } of Object.values(project.reflections)) dedentExamples(comment);
  for (const module of modules) {
    const file = project.getSymbolIdFromReflection(module)?.fileName;
    const entry = entries.find(({ types }) => types === file);
    if (!entry) throw new Error(`${module.name} is no entry of a package.`);
    module.name = entry.name;
  }
  return { app, project, modules };
}

/**
 * The lines of an example are indented below its tag. TypeDoc removes the indentation of the first one only.
 *
 * @param {import('typedoc').Comment | undefined} comment
 */
function dedentExamples(comment) {
  for (const { content } of comment?.getTags('@example') ?? [])
    for (const part of content) part.text = part.text.replace(/^ {2}/gm, '');
}

/**
 * Writes a page for each entry of each package.
 *
 * @param {string} folder
 */
export async function writeApiPages(folder) {
  const { app, project, modules } = await readApi({
    router: 'module',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    // Two exports can differ in case only, which the anchors of headings do not.
    useCustomAnchors: true,
    parametersFormat: 'table',
    propertyMembersFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    enumMembersFormat: 'table',
    entryFileName: 'index',
    out: folder,
  });
  // An interface links to what it extends.
  const types = project.getReflectionsByKind(ReflectionKind.Interface);
  for (const type of types.filter((reflection) => reflection.isDeclaration()))
    without(project, type, ({ inheritedFrom }) => inheritedFrom !== undefined);
  const presets = new Map(modules.map((module) => [module.name, withoutPresets(project, module)]));
  await app.generateOutputs(project);
  for (const { name, specifier } of apiEntries()) {
    const file = join(folder, `${name}.md`);
    const page = readFileSync(file, 'utf8').replace(/^# .*$/m, `# API of ${specifier}`);
    writeFileSync(file, page + listOf(presets.get(name) ?? []));
  }
}

/**
 * Removes the presets from the pages. There is one for each provider, and they differ in nothing but data.
 *
 * @param {import('typedoc').ProjectReflection} project
 * @param {Declaration} module
 * @returns {string[]} their names
 */
const withoutPresets = (project, module) =>
  without(
    project,
    module,
    ({ type }) => type?.type === 'reference' && ['Preset', 'KeyMethod'].includes(type.name),
  );

/**
 * Removes children from a page.
 *
 * @param {import('typedoc').ProjectReflection} project
 * @param {Declaration} parent
 * @param {(child: Declaration) => boolean} isRemoved
 * @returns {string[]} their names
 */
function without(project, parent, isRemoved) {
  const removed = (parent.children ?? []).filter(isRemoved);
  for (const child of removed) project.removeReflection(child);
  for (const group of parent.groups ?? [])
    group.children = group.children.filter((child) => !child.isDeclaration() || !removed.includes(child));
  const groups = parent.groups?.filter(({ children }) => children.length > 0);
  if (groups) parent.groups = groups;
  return removed.map(({ name }) => name);
}

/** @param {readonly string[]} presets */
function listOf(presets) {
  if (presets.length === 0) return '';
  const names = presets.map((name) => `\`${name}\``).join(', ');
  return `\n## Presets\n\nA constant for each provider, of type \`Preset\` or \`KeyMethod\`: ${names}.\n`;
}
