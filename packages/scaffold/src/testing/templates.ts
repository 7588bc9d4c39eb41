import { precompile } from '../../compile-templates.mjs';
import type { TemplateFolder, TemplateSet, TemplateSpecification } from '../templates.ts';

/** Templates as the build makes them, from texts by their paths in `templates/`. */
export function templateSet(texts: Readonly<Record<string, string>>): TemplateSet {
  const folders: Record<
    string,
    { files: TemplateFolder['files'][number][]; partials: Record<string, TemplateSpecification> }
  > = {};
  for (const [path, text] of Object.entries(texts)) {
    const [folder = '', ...rest] = path.split('/');
    folders[folder] ??= { files: [], partials: {} };
    const { files, partials } = folders[folder];
    const below = rest.join('/');
    const name = below.replace(/\.hbs$/, '');
    if (below.startsWith('_partials/')) partials[name.replace('_partials/', '')] = specification(text);
    else files.push({ path: name, content: name === below ? text : specification(text) });
  }
  return folders;
}

function specification(text: string): TemplateSpecification {
  return new Function(`return ${precompile(text, 'a test')}`)();
}
