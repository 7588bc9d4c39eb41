import type { Node } from '@babel/types';
import type { Raw } from './syntax.ts';
import type { SyntaxNode } from './syntax-tree.ts';

/** What a node of code is among its siblings, even if its content changes. */
export function identityOf(raw: Raw): string {
  switch (raw.type) {
    case 'ImportDeclaration':
      return `import ${raw.importKind === 'type' ? 'type ' : ''}${raw.source.value}`;
    case 'ImportSpecifier':
      return nameOf(raw.imported);
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return raw.declaration ? identityOf(raw.declaration as Raw) : raw.type;
    case 'VariableDeclaration':
      return `const ${raw.declarations.map(({ id }) => nameOf(id as Node)).join()}`;
    case 'ExpressionStatement':
      return `statement ${calleeOf(raw.expression)}`;
    case 'JSXElement':
      return `element ${nameOf(raw.openingElement.name)}`;
    case 'Identifier':
    case 'StringLiteral':
    case 'NumericLiteral':
      return nameOf(raw);
    case 'SpreadElement':
      return `spread ${calleeOf(raw.argument)}`;
    default: {
      const named = raw.key ?? raw.id ?? raw.name;
      return isNode(named) ? `${kindOf(raw.type)} ${nameOf(named)}` : raw.type;
    }
  }
}

/** A method and a property of one name are the same member. */
function kindOf(type: string): string {
  return /^(Object|Class|TSProperty|TSMethod)/.test(type) ? 'member' : type;
}

function nameOf(node: Node | null | undefined): string {
  if (!node) return '';
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return node.name;
  if (node.type === 'StringLiteral' || node.type === 'NumericLiteral') return String(node.value);
  if (node.type === 'ObjectPattern')
    return node.properties
      .map((each) => (each.type === 'ObjectProperty' ? nameOf(each.key) : each.type))
      .join();
  return node.type;
}

/** `describe "title"` or `api.use "/auth"` for a call, without `await`. */
function calleeOf(node: Node): string {
  if (node.type === 'AwaitExpression') return calleeOf(node.argument);
  if (node.type === 'MemberExpression') return `${calleeOf(node.object)}.${nameOf(node.property)}`;
  if (node.type !== 'CallExpression') return nameOf(node);
  const [first] = node.arguments;
  return `${calleeOf(node.callee)} ${first?.type === 'StringLiteral' ? JSON.stringify(first.value) : ''}`;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Siblings of one identity are told apart by their order. */
export function withOrdinals(nodes: readonly SyntaxNode[]): SyntaxNode[] {
  const counts = new Map<string, number>();
  return nodes.map((node) => {
    const count = counts.get(node.identity) ?? 0;
    counts.set(node.identity, count + 1);
    return count === 0 ? node : { ...node, identity: `${node.identity} ${count}` };
  });
}
