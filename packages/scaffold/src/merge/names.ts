import type { Program } from '@babel/types';
import { parseModule, type Raw } from './syntax.ts';

const SCOPES =
  /^(Program|BlockStatement|For\w*Statement|CatchClause|Function\w*|ArrowFunction\w*|(Object|Class)(Private)?Method|Class\w*|SwitchStatement|TSModuleBlock|TSTypeAliasDeclaration|TSInterfaceDeclaration|TSMappedType|TSFunctionType|TSConditionalType)$/;

/**
 * The names that a module uses and does not declare: globals, and mistakes. A name that is declared in another function counts as
 * not declared.
 *
 * @throws {ParseError}
 */
export function undeclaredNames(path: string, text: string): ReadonlySet<string> {
  const names = new Set<string>();
  visit(parseModule(path, text).program as Raw, [], names);
  return names;
}

/** The names that a module declares at its top level. */
export function declaredNames(program: Program): ReadonlySet<string> {
  return declarationsIn(program as Raw);
}

function visit(node: Raw, scopes: readonly ReadonlySet<string>[], names: Set<string>): void {
  const inner = SCOPES.test(node.type) ? [...scopes, declarationsIn(node)] : scopes;
  const isName = node.type === 'Identifier' || node.type === 'JSXIdentifier';
  if (isName && !inner.some((scope) => scope.has(String(node.name)))) names.add(String(node.name));
  for (const [field, value] of Object.entries(node)) {
    if (isReference(node, field)) for (const child of childrenOf(value)) visit(child, inner, names);
  }
}

/** Names of members, labels and attributes refer to no declaration. */
function isReference(node: Raw, field: string): boolean {
  if (field === 'loc' || field.endsWith('Comments') || field === 'extra') return false;
  if (/^(Import|Export)\w*Specifier$/.test(node.type))
    return field === 'local' && !node.type.startsWith('Import');
  if (node.type === 'ExportNamedDeclaration' && node.source) return false;
  if (/^(Optional)?MemberExpression$/.test(node.type)) return field !== 'property' || node.computed === true;
  if (field === 'key') return node.computed === true;
  if (/^(JSXAttribute|JSXNamespacedName|MetaProperty|TSNamedTupleMember)$/.test(node.type))
    return field === 'value' || field === 'elementType';
  if (node.type === 'JSXMemberExpression') return field === 'object';
  if (node.type === 'TSQualifiedName') return field === 'left';
  if (/^JSX(Opening|Closing)Element$/.test(node.type) && field === 'name')
    return !/^[a-z]/.test(String((node.name as Raw).name ?? 'A'));
  return field !== 'label';
}

/** What a scope declares, without what scopes inside of it declare. `var` and functions count for their block. */
function declarationsIn(scope: Raw): ReadonlySet<string> {
  const names = new Set<string>();
  const own = [scope.id, scope.params, scope.param, scope.typeParameters, scope.parameters].flatMap(
    childrenOf,
  );
  for (const node of own) patternNames(node, names);
  const walk = (node: Raw) => {
    if (node.type === 'VariableDeclarator') patternNames(node.id as Raw, names);
    if (/^(Function|Class|TS\w+)Declaration$/.test(node.type) && node.id) patternNames(node.id as Raw, names);
    if (/^Import\w*Specifier$/.test(node.type)) patternNames(node.local as Raw, names);
    if (node.type === 'TSInferType' || node.type === 'TSTypeParameter')
      patternNames((node.typeParameter ?? node) as Raw, names);
    if (SCOPES.test(node.type)) return;
    for (const child of Object.values(node).flatMap(childrenOf)) walk(child);
  };
  for (const child of Object.values(scope).flatMap(childrenOf)) walk(child);
  return names;
}

function patternNames(node: Raw, names: Set<string>): void {
  if (node.type === 'Identifier') names.add(node.name);
  else if (node.type === 'TSTypeParameter')
    names.add(typeof node.name === 'string' ? node.name : String((node.name as Raw).name));
  else if (node.type === 'AssignmentPattern') patternNames(node.left as Raw, names);
  else if (node.type === 'RestElement') patternNames(node.argument as Raw, names);
  else if (node.type === 'ObjectProperty') patternNames(node.value as Raw, names);
  else if (node.type === 'TSParameterProperty') patternNames(node.parameter as Raw, names);
  else if (/Pattern$|^TSTypeParameterDeclaration$/.test(node.type))
    for (const child of [node.properties, node.elements, node.params].flatMap(childrenOf))
      patternNames(child, names);
}

function childrenOf(value: unknown): Raw[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter(
    (each): each is Raw => typeof (each as { type?: unknown } | null)?.type === 'string' && 'start' in each,
  );
}
