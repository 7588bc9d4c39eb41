import { html, type SafeHtml } from '../../html.ts';

export interface Page {
  readonly title: string;
  readonly content: SafeHtml;
}

/** The frame of every page of the built-in identity provider. */
export function layout({ title, content }: Page): SafeHtml {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Built-in identity provider</title>
<link rel="stylesheet" href="/identity-provider.css">
</head>
<body>
<main>
<p class="brand"><span class="mark" aria-hidden="true"></span>Built-in identity provider</p>
${content}
</main>
<footer>A provider of the simulator, for development. Nobody’s real account is involved.</footer>
</body>
</html>`;
}
