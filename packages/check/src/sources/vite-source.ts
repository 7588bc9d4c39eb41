import type { Node, ObjectExpression } from '@babel/types';
import type { Place } from './place.ts';
import {
  defaultExport,
  functionNamed,
  membersOf,
  objectNamed,
  placeOf,
  readScript,
  type Script,
  type Value,
} from './script.ts';
import { Malformed } from './tree.ts';

/** The content of a Vite configuration. */
export interface ViteSource {
  readonly at: Place;
  readonly members: ReadonlyMap<string, Value>;
  /** Whether there may be other members, because the configuration or a part of it is computed. */
  readonly isPartlyComputed: boolean;
}

/**
 * Reads the object that a Vite configuration exports, directly, in a call such as `defineConfig({…})`, or as the result of a function.
 *
 * @throws {Malformed} if the syntax is wrong, or nothing is exported
 */
export function readViteSource(file: string, content: string): ViteSource {
  const script = readScript(file, content);
  const exported = defaultExport(script);
  if (exported === undefined) throw new Malformed('exports no configuration', 1);
  const object = objectOf(exported, script);
  const members = object ? membersOf(file, object) : new Map();
  const isPartlyComputed = object === undefined || members.size < object.properties.length;
  return { at: placeOf(file, object ?? exported), members, isPartlyComputed };
}

const DEEPEST = 30;

/** The object that an expression is, or that a function returns in its one return statement. */
function objectOf(node: Node, script: Script, depth = 0): ObjectExpression | undefined {
  // Names may refer to each other.
  if (depth > DEEPEST) return undefined;
  const deeper = (inner: Node) => objectOf(inner, script, depth + 1);
  switch (node.type) {
    case 'ObjectExpression':
      return node;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return deeper(node.type === 'AwaitExpression' ? node.argument : node.expression);
    case 'CallExpression': {
      const [first] = node.arguments;
      const isMerge = node.callee.type === 'Identifier' && node.callee.name === 'mergeConfig';
      return first && !isMerge ? deeper(first) : undefined;
    }
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return node.body.type === 'BlockStatement' ? returned(node.body, deeper) : deeper(node.body);
    case 'Identifier': {
      const named = objectNamed(script, node.name) ?? functionNamed(script, node.name);
      return named && deeper(named);
    }
    default:
      return undefined;
  }
}

function returned(
  body: Node,
  objectIn: (node: Node) => ObjectExpression | undefined,
): ObjectExpression | undefined {
  const statements = returnsIn(body);
  const [only] = statements;
  if (statements.length !== 1 || only?.type !== 'ReturnStatement' || !only.argument) return undefined;
  return objectIn(only.argument);
}

/** The return statements of a function, without those of functions in it. */
function returnsIn(node: Node): readonly Node[] {
  if (node.type === 'ReturnStatement') return [node];
  return Object.values(node)
    .flat()
    .filter((child): child is Node => typeof child?.type === 'string' && !/Function|Method/.test(child.type))
    .flatMap(returnsIn);
}
