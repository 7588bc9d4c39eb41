import { html, htmlDocument, type SafeHtml } from '../../http/html.ts';

export interface Page {
  readonly title: string;
  readonly content: SafeHtml;
}

/** The layout of every page of the test identity provider. */
export function layout({ title, content }: Page): SafeHtml {
  const head = html`<link rel="stylesheet" href="/identity-provider.css">
`;
  const body = html`<main>
<p class="brand"><span class="mark" aria-hidden="true"></span>Test identity provider</p>
${content}
</main>
<footer>Part of the simulator, for development. No real account is used.</footer>`;
  return htmlDocument({ title: `${title} · Test identity provider`, head, body });
}
