/** Text that is already HTML, and so is not escaped a second time. */
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

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

type Interpolation = SafeHtml | string | number | undefined | readonly Interpolation[];

function render(value: Interpolation): string {
  if (value === undefined) return '';
  if (value instanceof SafeHtml) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return escapeHtml(String(value));
}

/** A template tag that escapes what is put into it, except other results of itself. */
export function html(strings: TemplateStringsArray, ...values: Interpolation[]): SafeHtml {
  return new SafeHtml(strings.reduce((page, string, index) => page + render(values[index - 1]) + string));
}

export interface HtmlDocument {
  readonly title: string;
  /** What comes after the title. */
  readonly head: SafeHtml;
  readonly body: SafeHtml;
  readonly bodyClass?: string;
}

/** A whole page of the simulator's. */
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

/** JSON that can stand inside a `<script type="application/json">` element: no `<` can close it. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
