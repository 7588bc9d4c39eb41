import ts from 'typescript-api';

/** Edits of lists in TypeScript and JavaScript. Each returns the new text, which is formatted afterward. */

/**
 * Adds an import. The formatter sorts it.
 *
 * @param {string} text
 * @param {string} line
 */
export function addImport(text, line) {
  return `${line}\n${text}`;
}

/**
 * Adds an element to the array in a constant.
 *
 * @param {string} text
 * @param {string} name of the constant
 * @param {string} element
 * @param {(other: string, index: number) => boolean} [before] whether the new element precedes this one; it is the last one otherwise
 */
export function addElement(text, name, element, before = () => false) {
  const array = constantOf(text, name, ts.isArrayLiteralExpression);
  const next = array.elements.findIndex((other, index) => before(other.getText(), index));
  return insert(text, array, array.elements, next, element);
}

/**
 * Adds a last member to the object in a constant.
 *
 * @param {string} text
 * @param {string} name of the constant
 * @param {string} member
 */
export function addMember(text, name, member) {
  const object = constantOf(text, name, ts.isObjectLiteralExpression);
  return insert(text, object, object.properties, -1, member);
}

/**
 * Adds a string to an array in the object in a constant, in the order of their values, unless the array contains it. If the object has
 * no such array, adds one, in the order of the keys.
 *
 * @param {string} text
 * @param {string} name of the constant
 * @param {string} key of the array
 * @param {string} value
 */
export function addToArrayOf(text, name, key, value) {
  const object = constantOf(text, name, ts.isObjectLiteralExpression);
  const keys = object.properties.map((property) => property.name && textOf(property.name));
  const at = keys.indexOf(key);
  if (at < 0) {
    const next = keys.findIndex((other) => other !== undefined && other > key);
    const member = `${JSON.stringify(key)}: [${JSON.stringify(value)}]`;
    return insert(text, object, object.properties, next, member);
  }
  const property = object.properties[at];
  if (!ts.isPropertyAssignment(property) || !ts.isArrayLiteralExpression(property.initializer))
    throw new Error(`${key} in ${name} is no array. Nothing is written. Fix the generator.`);
  return insertOnce(text, property.initializer, value);
}

/**
 * Adds a string to the array in a constant, in the order of their values, unless the array contains it.
 *
 * @param {string} text
 * @param {string} name of the constant
 * @param {string} value
 */
export function addOnce(text, name, value) {
  return insertOnce(text, constantOf(text, name, ts.isArrayLiteralExpression), value);
}

/**
 * Adds a line at the end of the template literal in a constant.
 *
 * @param {string} text
 * @param {string} name of the constant
 * @param {string} line
 */
export function addLine(text, name, line) {
  const literal = constantOf(text, name, ts.isNoSubstitutionTemplateLiteral);
  return splice(text, literal.end - 1, `${line}\n`);
}

/**
 * The names that a module exports.
 *
 * @param {string} text
 */
export function exportedNames(text) {
  const source = parse(text);
  return source.statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause }) =>
      exportClause && ts.isNamedExports(exportClause) ? exportClause.elements : [],
    )
    .map(({ name }) => name.text);
}

/**
 * The names of an interface's members.
 *
 * @param {string} text
 * @param {string} name of the interface
 */
export function membersOf(text, name) {
  const declared = parse(text)
    .statements.filter(ts.isInterfaceDeclaration)
    .find((declaration) => declaration.name.text === name);
  if (declared) return declared.members.flatMap((member) => member.name?.getText() ?? []);
  throw new Error(`The interface ${name} was not found. Fix the generator.`);
}

/**
 * Whether a name can be the name of a constant, which a keyword cannot.
 *
 * @param {string} name
 */
export function isIdentifier(name) {
  return ts.identifierToKeywordKind(ts.factory.createIdentifier(name)) === undefined;
}

/** @param {string} text */
const parse = (text) => ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2023, true);

/**
 * @template {ts.Expression} Kind
 * @param {string} text
 * @param {string} name
 * @param {(node: ts.Node) => node is Kind} isKind
 * @returns {Kind}
 */
function constantOf(text, name, isKind) {
  const declarations = parse(text)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations);
  const value = declarations.find((declaration) => declaration.name.getText() === name)?.initializer;
  if (value && isKind(value)) return value;
  throw new Error(`The list ${name} was not found. Nothing is written. Fix the generator.`);
}

/** @param {ts.Node} node a name, or a string */
const textOf = (node) => (ts.isStringLiteral(node) ? node.text : node.getText());

/**
 * @param {string} text
 * @param {ts.ArrayLiteralExpression} array
 * @param {string} value
 */
function insertOnce(text, array, value) {
  const values = array.elements.map(textOf);
  if (values.includes(value)) return text;
  const next = values.findIndex((other) => other > value);
  return insert(text, array, array.elements, next, JSON.stringify(value));
}

/**
 * Inserts before the element at an index, or at the end if the index is negative. A trailing comma is optional.
 *
 * @param {string} text
 * @param {ts.Node} list
 * @param {ts.NodeArray<ts.Node>} elements
 * @param {number} index
 * @param {string} added
 */
function insert(text, list, elements, index, added) {
  if (index >= 0) return splice(text, elements[index].getStart(), `${added},\n`);
  const comma = elements.length > 0 && !elements.hasTrailingComma ? ',' : '';
  return splice(text, elements.length > 0 ? elements.end : list.end - 1, `${comma}\n${added},\n`);
}

/**
 * @param {string} text
 * @param {number} at
 * @param {string} added
 */
const splice = (text, at, added) => `${text.slice(0, at)}${added}${text.slice(at)}`;
