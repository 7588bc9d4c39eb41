import { type ContentToken, keysOf } from '../content/tokens.ts';
import { lineEnd, lineStart, type Span } from './edits.ts';
import type { SourceList } from './lists.ts';

/** A part of a text: a statement, an expression, a member, an item, or a whole document. */
export interface SyntaxNode extends Span {
  readonly type: string;
  /** The tokens: equal for two nodes that differ in their formatting only. */
  readonly key: string;
  /** What a node is, even if its content changes: the name of a member, or the title of a test. */
  readonly identity: string;
  readonly parts: Readonly<Record<string, SyntaxPart>>;
  /** The text to write instead of the text at the node's range. */
  readonly text?: string | undefined;
}

/** A list of nodes that can be added to and removed from. */
export interface NodeList extends SourceList {
  readonly items: readonly SyntaxNode[];
}

/** A string is a fixed part, such as an operator. */
export type SyntaxPart = SyntaxNode | NodeList | string;

/** A parsed text. */
export interface SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly comments: readonly ContentToken[];
}

/** The versions of a text, parsed. `after` has the style of `current`. */
export interface Trees {
  readonly current: SyntaxTree;
  readonly before: SyntaxTree;
  readonly after: SyntaxTree;
  /** The white space that one level of nesting adds in `current`. */
  readonly unit: string;
  /** Whether an item that a user deleted stays deleted. */
  readonly mayStayDeleted: (node: SyntaxNode) => boolean;
}

/** Counted from 1. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

export function positionAt(text: string, index: number): LineAndColumn {
  const lines = text.slice(0, index).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** A text that cannot be parsed. */
export class ParseError extends SyntaxError implements LineAndColumn {
  readonly line: number;
  readonly column: number;
  constructor(message: string, { line, column }: LineAndColumn) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** The keys of the tokens in a range. @param tokens in the order of the text, as they are found */
export function keysIn(tokens: readonly ContentToken[], { start, end }: Span): string {
  const first = countBelow(tokens, (token) => token.start < start);
  return keysOf(
    tokens.slice(
      first,
      Math.max(
        first,
        countBelow(tokens, (token) => token.end <= end),
      ),
    ),
  );
}

/** How many tokens from the first one on have a property. No token after them has it. */
function countBelow(tokens: readonly ContentToken[], has: (token: ContentToken) => boolean): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (has(tokens[middle] as ContentToken)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The keys of a node's tokens, without those of comments in it. */
export function keyWithoutComments({ comments }: SyntaxTree, { key }: SyntaxNode): string {
  const keys = new Set(comments.map((comment) => comment.key));
  return JSON.stringify((JSON.parse(key) as string[]).filter((each) => !keys.has(each)));
}

export function isNode(part: SyntaxPart | undefined): part is SyntaxNode {
  return typeof part === 'object' && 'identity' in part;
}

export function isNodeList(part: SyntaxPart | undefined): part is NodeList {
  return typeof part === 'object' && 'items' in part;
}

/** The lines that contain a node. */
export function textOf({ text }: SyntaxTree, node: SyntaxNode): string {
  if (node.text !== undefined) return `${node.text}\n`;
  return `${text.slice(lineStart(text, node.start), lineEnd(text, node.end))}\n`;
}
