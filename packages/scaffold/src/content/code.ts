import jsTokens, { type JSXToken, type Token } from 'js-tokens';
import { stringKey } from './strings.ts';
import { type ContentToken, collapsed, tokensOf } from './tokens.ts';

/** A token of the source text with its type. */
interface CodeToken extends ContentToken {
  readonly type: (Token | JSXToken)['type'];
}

/** Keywords that can be in front of a parenthesis that only groups. */
const BEFORE_GROUP = /^(return|throw|await|typeof|void|delete|yield|case|default|in|of|extends)$/;

/**
 * The tokens of TypeScript, JavaScript or JSON, comments included. Not part of them: white space, semicolons, trailing commas,
 * the kind of quotes, and parentheses that formatters add or remove.
 */
export function codeTokens(text: string, { jsx }: { readonly jsx: boolean }): ContentToken[] {
  return [...withoutGroups(withoutSeparators(scan(text, jsx)))].map(({ key, start, end }) => ({
    key,
    start,
    end,
  }));
}

function scan(text: string, jsx: boolean): CodeToken[] {
  const tokens: CodeToken[] = [];
  let start = 0;
  for (const { type, value } of jsx ? jsTokens(text, { jsx }) : jsTokens(text)) {
    const end = start + value.length;
    if (type === 'JSXText') tokens.push(...jsxText(value, start));
    else if (!/^(WhiteSpace|LineTerminatorSequence)$/.test(type))
      tokens.push(
        ...(/^>>>?$/.test(value) ? brackets(start, end) : [{ type, key: keyOf(type, value), start, end }]),
      );
    start = end;
  }
  const code = tokens.filter((token) => !isComment(token));
  const names = new Map(code.map((token, index) => [token, propertyName(code, token, index)]));
  return tokens.map((token) => names.get(token) ?? token);
}

/** Nested type arguments end with `>>`, or with line breaks between. */
function brackets(start: number, end: number): CodeToken[] {
  return Array.from({ length: end - start }, (_, index) => ({
    type: 'Punctuator',
    key: '>',
    start: start + index,
    end: start + index + 1,
  }));
}

function keyOf(type: CodeToken['type'], value: string): string {
  switch (type) {
    case 'StringLiteral':
      return stringKey(value);
    case 'JSXString':
      return JSON.stringify(collapsed(value.slice(1, -1)));
    case 'SingleLineComment':
    case 'HashbangComment':
      return collapsed(value);
    case 'MultiLineComment':
      return collapsed(value.replace(/\n\s*\*(?!\/)/g, '\n'));
    default:
      return value;
  }
}

/** The words of a text in JSX, and a space where the text has one that is rendered. Line breaks at its ends are not. */
function jsxText(value: string, offset: number): CodeToken[] {
  const ends = /^[^\S\n]+(?=\S|$)|[^\S\n]+$/;
  return tokensOf(value, /\S+|\s+/g, (match) =>
    /\S/.test(match) ? match : ends.test(match) && !match.includes('\n') ? ' ' : '',
  )
    .filter(({ key, start, end }) => key !== ' ' || start === 0 || end === value.length)
    .map(({ key, start, end }) => ({ type: 'JSXText', key, start: start + offset, end: end + offset }));
}

/** `{ 'a': 1 }` is `{ a: 1 }`, and `{' '}` in JSX is a space. */
function propertyName(tokens: readonly CodeToken[], token: CodeToken, index: number): CodeToken {
  if (token.type !== 'StringLiteral') return token;
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  const name = token.key.slice(1, -1);
  const isKey = (before?.key === '{' || before?.key === ',') && after?.key === ':';
  return isKey && /^[A-Za-z_$][\w$]*$/.test(name) ? { ...token, key: name } : token;
}

const isComment = ({ type }: CodeToken) => type.endsWith('Comment');

/** Without semicolons, trailing commas, the first operator of a union on several lines, and the braces of `{' '}` in JSX. */
function withoutSeparators(tokens: readonly CodeToken[]): CodeToken[] {
  const code = tokens.filter((token) => !isComment(token));
  const places = new Map(code.map((token, place) => [token, place]));
  const dropped = new Set<CodeToken>();
  const spaces = new Set<CodeToken>();
  for (const [token, place] of places) {
    const [before, after] = [code[place - 1], code[place + 1]];
    if (token.key === ';' && token.type === 'Punctuator') dropped.add(token);
    if (token.key === ',' && /^[)\]}>]$/.test(after?.key ?? '') && !/^[[,]$/.test(before?.key ?? ''))
      dropped.add(token);
    if (/^[|&]$/.test(token.key) && /^[=(<:,]$/.test(before?.key ?? '')) dropped.add(token);
    if (token.key === '" "' && before?.key === '{' && after?.key === '}') {
      for (const brace of [before, after]) dropped.add(brace);
      spaces.add(token);
    }
  }
  return tokens
    .filter((token) => !dropped.has(token))
    .map((token) => (spaces.has(token) ? { ...token, key: ' ' } : token));
}

/** Without the parentheses in `(x) => …`, `() => (a ? b : c)`, `return (<A />)` and `(a.b)`. */
function withoutGroups(tokens: readonly CodeToken[]): CodeToken[] {
  const open: number[] = [];
  const dropped = new Set<number>();
  tokens.forEach(({ key, type }, index) => {
    if (type !== 'Punctuator') return;
    if (key === '(') open.push(index);
    if (key !== ')') return;
    const start = open.pop();
    if (start !== undefined && isRedundant(tokens, start, index))
      for (const each of [start, index]) dropped.add(each);
  });
  return tokens.filter((_, index) => !dropped.has(index));
}

function isRedundant(tokens: readonly CodeToken[], start: number, end: number): boolean {
  const inside = tokens.slice(start + 1, end);
  const [first, before] = [inside[0], tokens[start - 1]];
  const isArrow = tokens[end + 1]?.key === '=>';
  if (first === undefined) return false;
  if (isArrow) return inside.length === 1 && first.type === 'IdentifierName';
  if (endsExpression(tokens[end + 1])) {
    if (before?.key === '=>' && isConditional(inside)) return true;
    if (before?.type === 'IdentifierName' && /^(return|throw)$/.test(before.key)) return true;
  }
  const groups =
    before === undefined ||
    (before.type === 'Punctuator' && !/^[)\]}>]$|^\?\.$/.test(before.key)) ||
    (before.type === 'IdentifierName' && BEFORE_GROUP.test(before.key)) ||
    before.type === 'JSXPunctuator';
  return groups && (isElement(inside) || isReference(inside));
}

/** Prettier has parentheses around one that is in one line, and none around one in several. */
function isConditional(tokens: readonly CodeToken[]): boolean {
  let depth = 0;
  const outer = tokens.filter(({ key }) => {
    if (/^[)\]}]$/.test(key)) depth--;
    const isOuter = depth === 0;
    if (/^[([{]$/.test(key)) depth++;
    return isOuter;
  });
  const has = (key: string) => outer.some((token) => token.type === 'Punctuator' && token.key === key);
  return has('?') && has(':') && !has(',') && tokens[0]?.key !== '{';
}

/** Whether an expression ends in front of the token: semicolons are gone. */
function endsExpression(next: CodeToken | undefined): boolean {
  if (next === undefined || /^[)\]},]$/.test(next.key)) return true;
  return next.type === 'IdentifierName' && !/^(in|of|instanceof|as|satisfies)$/.test(next.key);
}

function isElement(tokens: readonly CodeToken[]): boolean {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return (
    first?.type === 'JSXPunctuator' && first.key === '<' && last?.type === 'JSXPunctuator' && last.key === '>'
  );
}

function isReference(tokens: readonly CodeToken[]): boolean {
  return tokens.every(({ type, key }, index) => (index % 2 === 0 ? type === 'IdentifierName' : key === '.'));
}
