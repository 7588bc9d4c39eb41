/** A template as parse-template.mjs makes it at build time: what is written, one after the other. Plain JSON. */
export type Template = readonly Piece[];

/** Text as it is, or what depends on the context. */
export type Piece = string | Value | Choice | Repetition | Inclusion;

/** `{{path}}`, `{{helper path}}`. */
export interface Value {
  readonly write: Expression;
}

/** `{{#if}}`, and `{{#unless}}` with its branches swapped. */
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
  /** Put before each of its lines. */
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

/** What decides how a value has to be escaped. */
export type Language = 'json' | 'yaml' | 'typescript' | 'dockerfile' | 'html' | 'markdown' | 'text';

export interface TemplateFile {
  /** Below the overlay, POSIX, as in `templates/`, without the `.hbs` of a rendered one. */
  readonly path: string;
  /** Of what is written. */
  readonly language: Language;
  /** Text to copy as it is, or a template to render. */
  readonly content: string | Template;
}

/** The files of one folder of `templates/`. */
export interface TemplateFolder {
  readonly files: readonly TemplateFile[];
  readonly partials: Readonly<Record<string, Template>>;
}

/** The folders of `templates/` by name. */
export type TemplateSet = Readonly<Record<string, TemplateFolder>>;
