import { helpers } from './helpers.ts';
import { plainText } from './languages.ts';
import type {
  Choice,
  Expression,
  Inclusion,
  Language,
  Piece,
  Repetition,
  Template,
  Value,
} from './templates.ts';

/** Finds what `{{> NAME}}` includes. */
export type FindPartial = (name: string) => Template | undefined;

/** What an expression can read: the context, and the position in a list (`@first`, `@last`). */
interface Scope {
  readonly context: unknown;
  readonly position: object;
  readonly findPartial: FindPartial;
  readonly language: Language;
}

/**
 * Renders a template as Handlebars does with `strict` and `noEscape`. A missing value is an error, unless it is a condition or an
 * argument. Only helpers escape, so a value without a helper must have no special meaning in the language.
 *
 * @param language of the file that is generated
 * @throws {TypeError} for a missing value or partial, and a value that needs a helper
 */
export function render(
  template: Template,
  context: object,
  findPartial: FindPartial,
  language: Language,
): string {
  return textOf(template, { context, position: {}, findPartial, language });
}

function textOf(template: Template, scope: Scope): string {
  let text = '';
  for (const piece of template) text += typeof piece === 'string' ? piece : textOfPiece(piece, scope);
  return text;
}

function textOfPiece(piece: Exclude<Piece, string>, scope: Scope): string {
  if ('write' in piece) return written(piece, scope);
  if ('if' in piece) return chosen(piece, scope);
  if ('each' in piece) return repeated(piece, scope);
  return included(piece, scope);
}

function written({ write }: Value, scope: Scope): string {
  const value = evaluate(write, scope);
  if (value === undefined) throw new TypeError(`${nameOf(write)} is missing`);
  const text = value === null ? '' : String(value);
  return 'helper' in write ? text : plainText(text, scope.language);
}

function chosen(piece: Choice, scope: Scope): string {
  const value = evaluate(piece.if, scope);
  return textOf(isEmpty(value) ? piece.no : piece.yes, scope);
}

function repeated(piece: Repetition, scope: Scope): string {
  const items = evaluate(piece.each, scope);
  if (!Array.isArray(items) || items.length === 0) return textOf(piece.none, scope);
  const last = items.length - 1;
  return items
    .map((context, index) => ({ ...scope, context, position: { first: index === 0, last: index === last } }))
    .map((inner) => textOf(piece.body, inner))
    .join('');
}

function included({ partial, indent, values }: Inclusion, scope: Scope): string {
  const template = scope.findPartial(partial);
  if (template === undefined) throw new TypeError(`there is no partial ${partial}`);
  const given = Object.entries(values).map(([name, value]) => [name, evaluate(value, scope)]);
  const context = { ...(scope.context as object), ...Object.fromEntries(given) };
  // The position after the last line break is not the start of a line.
  return textOf(template, { ...scope, context }).replace(/^(?=[\s\S])/gm, () => indent);
}

function evaluate(expression: Expression, scope: Scope): unknown {
  if ('path' in expression) return at(scope.context, expression.path);
  if ('position' in expression) return at(scope.position, [expression.position]);
  if ('literal' in expression) return expression.literal;
  const parameters = expression.parameters.map((parameter) => evaluate(parameter, scope));
  return helpers[expression.helper]?.(...(parameters as never[]));
}

/** The member at a path. Inherited members are ignored. */
function at(context: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name]
        : undefined,
    context,
  );
}

function nameOf(expression: Expression): string {
  return 'path' in expression ? expression.path.join('.') : JSON.stringify(expression);
}

function isEmpty(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0);
}
