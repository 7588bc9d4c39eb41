import { html, htmlDocument, type SafeHtml } from '../http/html.ts';

/** The path at which the extension's origin accepts a token. It is outside the paths of the extension. */
export const enterPath = '/__simulator/enter';

/**
 * The page for a URL with a valid token. The response also sets the cookie. Its script stores the token and
 * continues without it in the URL. A redirect would count as a request of the other site if a link led here, and
 * would be sent without the cookie.
 */
export function enterPage(script: string): SafeHtml {
  return htmlDocument({
    title: 'Opening the simulator',
    head: html`<script type="module" src="${script}"></script>
`,
    body: html`<noscript>The simulator needs JavaScript.</noscript>`,
  });
}
