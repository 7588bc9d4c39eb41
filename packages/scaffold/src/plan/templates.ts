/** A template as parsed by parse-template.mjs at build time: a list of pieces, in JSON. */
export type Template = readonly Piece[];

/** Literal text, or an expression, block or partial. */
export type Piece = string | Value | Choice | Repetition | Inclusion;

/** `{{path}}`, `{{helper path}}`. */
export interface Value {
  readonly write: Expression;
}

/** `{{#if}}`, or `{{#unless}}` with swapped branches. */
export interface Choice {
  readonly if: Expression;
  readonly yes: Template;
  readonly no: Template;
}

/** `{{#each}}`: once with each item as the context. */
export interface Repetition {
  readonly each: Expression;
  readonly body: Template;
  readonly none: Template;
}

/** `{{> partial name=value}}`. */
export interface Inclusion {
  readonly partial: string;
  /** Written before each of its lines. */
  readonly indent: string;
  /** Added to the context. */
  readonly values: Readonly<Record<string, Expression>>;
}

export type Expression =
  | { readonly path: readonly string[] }
  /** `@first`, `@last` */
  | { readonly position: string }
  | { readonly literal: string | number | boolean }
  | { readonly helper: string; readonly parameters: readonly Expression[] };

/** The language of a file, which determines how values are escaped. */
export type Language = 'json' | 'yaml' | 'typescript' | 'dockerfile' | 'html' | 'markdown' | 'text';

export interface TemplateFile {
  /** POSIX path in the overlay, as in `templates/`, without the `.hbs` of a template. */
  readonly path: string;
  /** The language of the generated file. */
  readonly language: Language;
  /** Text to copy, or a template to render. */
  readonly content: string | Template;
}

/** The files of one folder of `templates/`. */
export interface TemplateFolder {
  readonly files: readonly TemplateFile[];
  readonly partials: Readonly<Record<string, Template>>;
}

/** The folders of `templates/` by name. */
export type TemplateSet = Readonly<Record<string, TemplateFolder>>;
