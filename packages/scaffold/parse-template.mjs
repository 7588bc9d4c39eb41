import Handlebars from 'handlebars';

/** The helpers of src/plan/helpers.ts: an unknown helper fails the build. */
const helpers = ['json', 'jsonList', 'ts', 'html', 'label', 'markdown', 'codeLine', 'eq'];

const statements = {
  ContentStatement: ({ value }) => value,
  MustacheStatement: (node) => ({ write: expression(node) }),
  BlockStatement: (node) => block(node),
  PartialStatement: ({ name, indent, params, hash }) => {
    if (params.length > 0) throw new Error(`{{> ${name.original}}} supports name=value only`);
    const values = Object.fromEntries((hash?.pairs ?? []).map(({ key, value }) => [key, expression(value)]));
    return { partial: name.original, indent, values };
  },
};

const blocks = {
  if: (condition, yes, no) => ({ if: condition, yes, no }),
  unless: (condition, yes, no) => ({ if: condition, yes: no, no: yes }),
  each: (list, body, none) => ({ each: list, body, none }),
};

const expressions = {
  PathExpression: ({ parts, data, depth, original }) => {
    if (depth > 0) throw new Error(`${original} refers outside of its block`);
    return data ? { position: parts.join('.') } : { path: parts };
  },
  StringLiteral: ({ value }) => ({ literal: value }),
  NumberLiteral: ({ value }) => ({ literal: value }),
  BooleanLiteral: ({ value }) => ({ literal: value }),
  SubExpression: (node) => call(node),
};

/**
 * Parses a Handlebars template into the part of the language that src/plan/render.ts renders Other syntax is an error.
 *
 * @param {string} text
 * @param {string} name for the error
 * @returns {import('./src/plan/templates.ts').Template}
 */
export function parseTemplate(text, name) {
  try {
    return template(Handlebars.parse(text));
  } catch (error) {
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
}

function template(program) {
  const nodes = (program?.body ?? []).filter(({ type }) => type !== 'CommentStatement');
  return nodes.map((node) => of(statements, node)(node)).filter((piece) => piece !== '');
}

function block({ path, params: [subject], program, inverse }) {
  const make = blocks[path.original];
  if (!make) throw new Error(`unknown block {{#${path.original}}}`);
  return make(expression(subject), template(program), template(inverse));
}

/** The expression for a value, or for a helper and its arguments. */
function expression(node) {
  if (node.type === 'MustacheStatement') return node.params.length > 0 ? call(node) : expression(node.path);
  return of(expressions, node)(node);
}

function call({ path, params }) {
  if (!helpers.includes(path.original)) throw new Error(`unknown helper ${path.original}`);
  return { helper: path.original, parameters: params.map(expression) };
}

function of(table, { type, loc }) {
  if (!table[type])
    throw new Error(`a ${type} in line ${loc.start.line} is not rendered by src/plan/render.ts`);
  return table[type];
}
