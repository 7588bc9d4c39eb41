/** @typedef {{language: Language, set: import('./src/plan/templates.ts').TemplateSet, name: string}} Inspected a file, with all templates and its name for the error */
/** @typedef {import('./src/plan/templates.ts').Language} Language */

/**
 * The language of a file by its name. Any other is lines of text.
 *
 * @type {readonly (readonly [pattern: RegExp, language: Language])[]}
 */
const languages = [
  [/\.json$/, 'json'],
  [/\.ya?ml$/, 'yaml'],
  [/\.(ts|tsx|mjs)$/, 'typescript'],
  [/(^|\/)Dockerfile$/, 'dockerfile'],
  [/\.html$/, 'html'],
  [/\.md$/, 'markdown'],
];

/**
 * The helpers of src/plan/helpers.ts that escape a value for a language.
 *
 * @type {Readonly<Record<Language, readonly [string, ...string[]]>>}
 */
const escapes = {
  json: ['json', 'jsonList'],
  yaml: ['json'],
  typescript: ['ts'],
  dockerfile: ['label'],
  html: ['html'],
  markdown: ['markdown', 'codeLine'],
  text: ['codeLine'],
};

/** Helpers that write quotes around the value. */
const quoting = ['json', 'ts'];

/**
 * Values that may be written without a helper, by the last part of their path. A rule or the catalog limits their characters,
 * and src/plan/languages.ts checks them when they are written. Every other value is free text.
 */
const plain = {
  code: [
    ...['name', 'image', 'org', 'port', 'strategy', 'tarball', 'toRoot', 'fromExtension', 'nx', 'dev'],
    ...['id', 'identifier', 'variable', 'url', 'guide', 'spec'],
  ],
  prose: ['names', 'uri', 'value', 'description', 'example', 'fallback', 'packageManager'],
};

/**
 * @param {string} path of a template or of what is made from it
 * @returns {import('./src/plan/templates.ts').Language}
 */
export function languageOf(path) {
  const name = path.replace(/\.hbs$/, '');
  return languages.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
}

/**
 * Whether a value may be written without a helper.
 *
 * @param {string} name
 * @param {Language} language
 */
function isPlain(name, language) {
  const prose = language === 'markdown' || language === 'text';
  return plain.code.includes(name) || (prose && plain.prose.includes(name));
}

/**
 * @param {string} name of a value of the context
 * @param {Language} language
 * @returns {string} the expression that writes it in a template of that language, such as `{{markdown title}}`
 */
export function expressionOf(name, language) {
  return isPlain(name, language) ? `{{${name}}}` : `{{${escapes[language][0]} ${name}}}`;
}

/**
 * Checks that each value in a template is escaped for the language of the generated file, also in partials and in the partials
 * of overlays that replace them.
 *
 * @param {import('./src/plan/templates.ts').TemplateSet} set
 * @throws {Error} that names the template, and the expression that needs a helper or another helper
 */
export function assertEscaped(set) {
  for (const [folder, { files }] of Object.entries(set)) {
    for (const { path, content, language } of files) {
      if (typeof content !== 'string') inspect(content, { language, set, name: `${folder}/${path}` });
    }
  }
}

/**
 * @param {import('./src/plan/templates.ts').Template} template
 * @param {Inspected} file
 */
function inspect(template, file) {
  template.forEach((piece, index) => {
    if (typeof piece === 'string') return;
    if ('write' in piece) inspectValue(piece.write, template[index - 1], file);
    else if ('if' in piece) [piece.yes, piece.no].forEach((branch) => void inspect(branch, file));
    else if ('each' in piece) [piece.body, piece.none].forEach((branch) => void inspect(branch, file));
    else inspectPartial(piece, file);
  });
}

/**
 * @param {import('./src/plan/templates.ts').Inclusion} inclusion
 * @param {Inspected} file
 */
function inspectPartial({ partial }, { language, set, name }) {
  for (const [folder, { partials }] of Object.entries(set)) {
    const included = partials[partial];
    if (included) inspect(included, { language, set, name: `${folder}/_partials/${partial} in ${name}` });
  }
}

/**
 * @param {import('./src/plan/templates.ts').Expression} expression
 * @param {import('./src/plan/templates.ts').Piece | undefined} before the piece before it
 * @param {Inspected} file
 */
function inspectValue(expression, before, { language, name }) {
  if ('helper' in expression) {
    const { helper } = expression;
    if (!escapes[language].includes(helper)) {
      throw new Error(`${name}: {{${helper}}} does not escape for ${language}; use ${escapes[language]}`);
    }
    if (quoting.includes(helper) && typeof before === 'string' && /["'`]$/.test(before)) {
      throw new Error(`${name}: {{${helper}}} writes its own quotes`);
    }
    return;
  }
  const path = 'path' in expression ? expression.path : [];
  const value = path.at(-1);
  if (value !== undefined && !isPlain(value, language)) {
    throw new Error(`${name}: {{${path.join('.')}}} is free text; write it with ${escapes[language]}`);
  }
}
