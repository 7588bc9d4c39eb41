import { html, htmlDocument, type SafeHtml } from '../http/html.ts';

/** Where the extension's origin takes a token: outside of the paths that belong to the extension. */
export const enterPath = '/__simulator/enter';

/**
 * Answers an address with the right token, together with the cookie. Its script keeps the token in the origin's storage
 * and goes on to the address without it: not a redirect, which would count as the other site's where a link led here, and
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
