/** What `Handlebars.precompile` made at build time: an object of functions, opaque to everything but the runtime. */
export type TemplateSpecification = Readonly<Record<string, unknown>>;

export interface TemplateFile {
  /** Below the overlay, POSIX, as in `templates/`, without the `.hbs` of a rendered one. */
  readonly path: string;
  /** Text to copy as it is, or a template to render. */
  readonly content: string | TemplateSpecification;
}

/** The files of one folder of `templates/`. */
export interface TemplateFolder {
  readonly files: readonly TemplateFile[];
  readonly partials: Readonly<Record<string, TemplateSpecification>>;
}

/** The folders of `templates/` by name. */
export type TemplateSet = Readonly<Record<string, TemplateFolder>>;
