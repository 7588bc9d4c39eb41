/** HTML that needs no further escaping. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

type Interpolation = SafeHtml | string | number | undefined | readonly Interpolation[];

function render(value: Interpolation): string {
  if (value === undefined) return '';
  if (value instanceof SafeHtml) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return escapeHtml(String(value));
}

/** A template tag that escapes its values, except other results of this tag. */
export function html(strings: TemplateStringsArray, ...values: Interpolation[]): SafeHtml {
  return new SafeHtml(strings.reduce((page, string, index) => page + render(values[index - 1]) + string));
}

export interface HtmlDocument {
  readonly title: string;
  /** Elements after the title. */
  readonly head: SafeHtml;
  readonly body: SafeHtml;
  readonly bodyClass?: string;
}

/** A complete HTML document. */
export function htmlDocument({ title, head, body, bodyClass }: HtmlDocument): SafeHtml {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${head}</head>
<body${bodyClass && html` class="${bodyClass}"`}>${body}</body>
</html>`;
}

/** JSON for a `<script type="application/json">` element. It contains no `<`, so it cannot close the element. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
