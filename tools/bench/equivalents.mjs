import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../dev/environment.mjs';

const templates = join(root, 'templates');
/** @param {string} name */
const scaffold = (name) => pathToFileURL(join(root, 'packages/scaffold', name)).href;

/**
 * Writes a plopfile that creates the extension from the same templates, helpers and values. plop renders files that end
 * with .hbs and copies the rest, as the command does. It also copies ddext-oauth.base, which the command computes.
 *
 * @param {string} directory
 * @param {string} name
 * @param {Readonly<Record<string, string>>} tree texts by path
 * @returns {Promise<string>} its path
 */
export async function writePlopfile(directory, name, tree) {
  await mkdir(directory, { recursive: true });
  const { files, partials } = await sourcesOf(directory, name);
  const base = { path: 'ddext-oauth.base', source: join(directory, 'ddext-oauth.base') };
  await writeFile(base.source, tree[base.path]);
  const data = join(directory, 'plop-data.json');
  await writeFile(
    data,
    JSON.stringify({ files: [...files.filter(({ path }) => path !== base.path), base], partials }),
  );
  const plopfile = join(directory, 'plopfile.mjs');
  await writeFile(
    plopfile,
    `import { readFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { helpers } from ${JSON.stringify(scaffold('dist/plan/helpers.js'))};

const { files, partials } = JSON.parse(readFileSync(${JSON.stringify(data)}, 'utf8'));

export default function plopfile(plop) {
  for (const [name, helper] of Object.entries(helpers)) plop.setHelper(name, helper);
  for (const [name, partial] of Object.entries(partials)) plop.setPartial(name, partial);
  const copy = ({ path, source }) => async () => {
    const target = join(plop.getDestBasePath(), path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, target);
    return path;
  };
  const actions = files.map((file) =>
    file.context
      ? { type: 'add', path: file.path, templateFile: file.source, data: file.context }
      : copy(file),
  );
  plop.setGenerator('extension', { description: 'An extension', prompts: [], actions });
}
`,
  );
  return plopfile;
}

/**
 * The files of an extension, with their templates and values.
 *
 * @param {string} directory
 * @param {string} name
 */
async function sourcesOf(directory, name) {
  const { overlays } = await import('../../packages/scaffold/dist/plan/overlays.js');
  const { templateContext } = await import('../../packages/scaffold/dist/plan/context.js');
  const { resolveOptions } = await import('../../packages/scaffold/dist/options/options.js');
  const { packagesFor, registryPackages } = await import('../../packages/scaffold/dist/plan/packages.js');
  const { targetPath } = await import('../../packages/scaffold/dist/plan/target-path.js');
  const { readTemplates } = await import('../../packages/scaffold/read-templates.mjs');
  const { options } = resolveOptions({ directory: name });
  const context = templateContext(options, packagesFor(options, registryPackages()));
  const all = await readTemplates(templates);
  const applied = overlays.filter(({ folder, applies }) => all[folder] && applies(context));
  const files = new Map();
  /** @type {Record<string, string>} */
  const partials = {};
  for (const { folder, contexts } of applied) {
    for (const each of contexts(context)) {
      for (const { path, content } of all[folder].files) {
        const rendered = typeof content !== 'string';
        const target = targetPath(path, each);
        const source = rendered
          ? await unescaped(join(templates, folder, `${path}.hbs`), join(directory, `${files.size}.hbs`))
          : join(templates, folder, path);
        files.set(target, { path: target, source, ...(rendered && { context: each }) });
      }
    }
    for (const partial of Object.keys(all[folder].partials)) {
      const text = await readFile(join(templates, folder, `_partials/${partial}.hbs`), 'utf8');
      partials[partial] = tripled(text);
    }
  }
  return { files: [...files.values()], partials };
}

/**
 * @param {string} source
 * @param {string} target
 */
async function unescaped(source, target) {
  await writeFile(target, tripled(await readFile(source, 'utf8')));
  return target;
}

/**
 * Converts to triple braces, because plop escapes values in double braces for HTML.
 *
 * @param {string} template
 */
function tripled(template) {
  return template.replace(/\{\{(?!else\b)([^{}#/>!]+)\}\}/g, '{{{$1}}}');
}

/**
 * Writes templates for hygen, which has another template language: the finished files, with a placeholder for the name.
 *
 * @param {string} directory
 * @param {string} name
 * @param {Readonly<Record<string, string>>} files texts by path
 * @returns {Promise<string>} the folder of templates
 */
export async function writeHygenTemplates(directory, name, files) {
  const folder = join(directory, '_templates/extension/new');
  await mkdir(folder, { recursive: true });
  for (const [index, [path, text]] of Object.entries(files).entries()) {
    const body = text.replaceAll('<%', '<%%').replaceAll(name, '<%= name %>');
    await writeFile(
      join(folder, `${index}.ejs.t`),
      `---\nto: ${JSON.stringify(`<%= name %>/${path}`)}\n---\n${body}`,
    );
  }
  return join(directory, '_templates');
}
