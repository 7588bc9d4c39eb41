/** The language of a file by its name. The default is plain text. */
const languages = [
  [/\.json$/, 'json'],
  [/\.ya?ml$/, 'yaml'],
  [/\.(ts|tsx|mjs)$/, 'typescript'],
  [/(^|\/)Dockerfile$/, 'dockerfile'],
  [/\.html$/, 'html'],
  [/\.md$/, 'markdown'],
];

/** The helpers of src/plan/helpers.ts that escape a value for a language. */
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
 * Values that may be written without a helper, by the last part of their path. A rule or the catalogue restricts their characters, and
 * src/plan/languages.ts checks them when they are written. Everything else is free text.
 */
const unescaped = {
  code: [
    ...['name', 'image', 'org', 'port', 'strategy', 'tarball', 'toRoot', 'fromExtension', 'nx', 'dev'],
    ...['id', 'identifier', 'variable', 'url', 'spec'],
  ],
  prose: ['names', 'uri', 'value', 'description', 'example', 'fallback', 'packageManager'],
};

/**
 * @param {string} path of a template or of a generated file
 * @returns {import('./src/plan/templates.ts').Language}
 */
export function languageOf(path) {
  const name = path.replace(/\.hbs$/, '');
  return languages.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
}

/** Whether a value may be written without a helper. */
function needsNoHelper(name, language) {
  const prose = language === 'markdown' || language === 'text';
  return unescaped.code.includes(name) || (prose && unescaped.prose.includes(name));
}

/**
 * @param {string} name of a value of the context
 * @param {import('./src/plan/templates.ts').Language} language
 * @returns {string} the expression that writes it in a template of that language, such as `{{markdown title}}`
 */
export function expressionOf(name, language) {
  return needsNoHelper(name, language) ? `{{${name}}}` : `{{${escapes[language][0]} ${name}}}`;
}

/**
 * Checks that each value in a template is escaped for the language of the generated file, through all partials and their variants in
 * the overlays.
 *
 * @param {import('./src/plan/templates.ts').TemplateSet} set
 * @throws {Error} with the template and the expression that needs a helper, or another helper
 */
export function assertEscaped(set) {
  for (const [folder, { files }] of Object.entries(set)) {
    for (const { path, content, language } of files) {
      if (typeof content !== 'string') inspect(content, { language, set, name: `${folder}/${path}` });
    }
  }
}

function inspect(template, file) {
  template.forEach((piece, index) => {
    if (typeof piece === 'string') return;
    if ('write' in piece) inspectValue(piece.write, template[index - 1], file);
    else if ('if' in piece) [piece.yes, piece.no].forEach((branch) => void inspect(branch, file));
    else if ('each' in piece) [piece.body, piece.none].forEach((branch) => void inspect(branch, file));
    else inspectPartial(piece, file);
  });
}

function inspectPartial({ partial }, { language, set, name }) {
  for (const [folder, { partials }] of Object.entries(set)) {
    const included = partials[partial];
    if (included) inspect(included, { language, set, name: `${folder}/_partials/${partial} in ${name}` });
  }
}

function inspectValue(expression, before, { language, name }) {
  const { helper, path = [] } = expression;
  if (helper !== undefined) {
    if (!escapes[language].includes(helper)) {
      throw new Error(`${name}: {{${helper}}} does not escape for ${language}; use ${escapes[language]}`);
    }
    if (quoting.includes(helper) && /["'`]$/.test(before ?? '')) {
      throw new Error(`${name}: {{${helper}}} writes its own quotes`);
    }
    return;
  }
  if (path.length > 0 && !needsNoHelper(path.at(-1), language)) {
    throw new Error(`${name}: {{${path.join('.')}}} is free text; write it with ${escapes[language]}`);
  }
}
