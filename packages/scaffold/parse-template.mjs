import Handlebars from 'handlebars';

/**
 * @typedef {import('./src/plan/templates.ts').Template} Template
 * @typedef {import('./src/plan/templates.ts').Piece} Piece
 * @typedef {import('./src/plan/templates.ts').Expression} Expression
 */

/** The helpers of src/plan/helpers.ts, so that a misspelled one fails the build. */
const helpers = ['json', 'jsonList', 'ts', 'html', 'label', 'markdown', 'codeLine', 'eq'];

/** @type {Table<Piece>} */
const statements = {
  ContentStatement: (/** @type {hbs.AST.ContentStatement} */ { value }) => value,
  MustacheStatement: (/** @type {hbs.AST.MustacheStatement} */ node) => ({ write: expression(node) }),
  BlockStatement: (/** @type {hbs.AST.BlockStatement} */ node) => block(node),
  PartialStatement: (/** @type {hbs.AST.PartialStatement} */ { name, indent, params, hash }) => {
    const partial = nameOf(name);
    if (params.length > 0) throw new Error(`{{> ${partial}}} supports name=value only`);
    const values = Object.fromEntries((hash?.pairs ?? []).map(({ key, value }) => [key, expression(value)]));
    return { partial, indent, values };
  },
};

/** @type {Readonly<Record<string, (expression: Expression, one: Template, other: Template) => Piece>>} */
const blocks = {
  if: (condition, yes, no) => ({ if: condition, yes, no }),
  unless: (condition, yes, no) => ({ if: condition, yes: no, no: yes }),
  each: (list, body, none) => ({ each: list, body, none }),
};

/** @type {Table<Expression>} */
const expressions = {
  PathExpression: (/** @type {hbs.AST.PathExpression} */ { parts, data, depth, original }) => {
    if (depth > 0) throw new Error(`${original} refers outside of its block`);
    return data ? { position: parts.join('.') } : { path: parts };
  },
  StringLiteral: (/** @type {hbs.AST.StringLiteral} */ { value }) => ({ literal: value }),
  NumberLiteral: (/** @type {hbs.AST.NumberLiteral} */ { value }) => ({ literal: value }),
  BooleanLiteral: (/** @type {hbs.AST.BooleanLiteral} */ { value }) => ({ literal: value }),
  SubExpression: (/** @type {hbs.AST.SubExpression} */ node) => call(node),
};

/**
 * Parses a Handlebars template into the part of the language that src/plan/render.ts renders. Anything else is an error.
 *
 * @param {string} text
 * @param {string} name for the error
 * @returns {import('./src/plan/templates.ts').Template}
 */
export function parseTemplate(text, name) {
  try {
    return template(Handlebars.parse(text));
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/**
 * @param {hbs.AST.Program | undefined} program
 * @returns {Template}
 */
function template(program) {
  const nodes = (program?.body ?? []).filter(({ type }) => type !== 'CommentStatement');
  return nodes.map((node) => convert(statements, node)).filter((piece) => piece !== '');
}

/** @param {hbs.AST.BlockStatement} statement */
function block({ path, params: [subject], program, inverse }) {
  const make = blocks[path.original];
  if (!make || !subject) throw new Error(`unknown block {{#${path.original}}}`);
  return make(expression(subject), template(program), template(inverse));
}

/**
 * A value, or a helper with its parameters.
 *
 * @param {hbs.AST.Expression | hbs.AST.MustacheStatement} node
 * @returns {Expression}
 */
function expression(node) {
  if (!isMustache(node)) return convert(expressions, node);
  return node.params.length > 0 ? call(node) : expression(node.path);
}

/**
 * @param {hbs.AST.Node} node
 * @returns {node is hbs.AST.MustacheStatement}
 */
function isMustache(node) {
  return node.type === 'MustacheStatement';
}

/**
 * @param {Pick<hbs.AST.MustacheStatement | hbs.AST.SubExpression, 'path' | 'params'>} node
 * @returns {Expression}
 */
function call({ path, params }) {
  const helper = nameOf(path);
  if (!helpers.includes(helper)) throw new Error(`unknown helper ${helper}`);
  return { helper, parameters: params.map(expression) };
}

/** @param {hbs.AST.Expression} node of a partial or helper */
function nameOf(node) {
  return 'original' in node ? String(node.original) : node.type;
}

/**
 * What each type of node becomes.
 *
 * @template Result
 * @typedef {Readonly<Record<string, (node: never) => Result>>} Table
 */

/**
 * @template Result
 * @param {Table<Result>} table
 * @param {hbs.AST.Node} node
 * @returns {Result}
 */
function convert(table, node) {
  const make = table[node.type];
  if (!make)
    throw new Error(`a ${node.type} in line ${node.loc.start.line} is not rendered by src/plan/render.ts`);
  // The key of the table is the type of node that the function takes.
  return make(/** @type {never} */ (node));
}
