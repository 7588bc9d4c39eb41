import { html, htmlDocument, type SafeHtml } from '../../http/html.ts';

export interface Page {
  readonly title: string;
  readonly content: SafeHtml;
}

/** The frame of every page of the built-in identity provider. */
export function layout({ title, content }: Page): SafeHtml {
  const head = html`<link rel="stylesheet" href="/identity-provider.css">
`;
  const body = html`<main>
<p class="brand"><span class="mark" aria-hidden="true"></span>Built-in identity provider</p>
${content}
</main>
<footer>The simulator’s test identity provider, for development. No real account is involved.</footer>`;
  return htmlDocument({ title: `${title} · Built-in identity provider`, head, body });
}
