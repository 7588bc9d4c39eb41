import { languageOf } from '../../languages.mjs';
import { parseTemplate } from '../../parse-template.mjs';
import type { Template, TemplateFile, TemplateSet } from '../plan/templates.ts';

/** Compiles templates as the build does, from texts by their paths in `templates/`. */
export function templateSet(texts: Readonly<Record<string, string>>): TemplateSet {
  const folders: Record<string, { files: TemplateFile[]; partials: Record<string, Template> }> = {};
  for (const [path, text] of Object.entries(texts)) {
    const [folder = '', ...rest] = path.split('/');
    folders[folder] ??= { files: [], partials: {} };
    const { files, partials } = folders[folder];
    const below = rest.join('/');
    const name = below.replace(/\.hbs$/, '');
    if (below.startsWith('_partials/')) partials[name.replace('_partials/', '')] = parseTemplate(text, path);
    else {
      const content = name === below ? text : parseTemplate(text, path);
      files.push({ path: name, language: languageOf(name), content });
    }
  }
  return folders;
}
