import ts from 'typescript-api';

/** Edits of TypeScript and JavaScript where they are kept as lists. Each gives the new text; a formatter comes after. */

/**
 * Adds an import. The formatter puts it in its place.
 *
 * @param {string} text
 * @param {string} line
 */
export function addImport(text, line) {
  return `${line}\n${text}`;
}

/**
 * Adds an element to the array that a constant is.
 *
 * @param {string} text
 * @param {string} name of the constant
 * @param {string} element
 * @param {(other: string, index: number) => boolean} [before] whether it goes before an element that is there; else last
 */
export function addElement(text, name, element, before = () => false) {
  const array = constantOf(text, name, ts.isArrayLiteralExpression);
  const next = array.elements.findIndex((other, index) => before(other.getText(), index));
  return insert(text, array, array.elements, next, element);
}

/**
 * Adds a member to the object that a constant is, as its last one.
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
 * Adds lines to the end of the template literal that a constant is.
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
  throw new Error(`The interface ${name} is not where it is looked for; fix the generator.`);
}

/**
 * Whether a name may be that of a constant: no word of the language.
 *
 * @param {string} name
 */
export function isFreeWord(name) {
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
  throw new Error(`The list ${name} is not where it is looked for. Nothing is written; fix the generator.`);
}

/**
 * Before the element of an index, or last. A trailing comma may be there.
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
