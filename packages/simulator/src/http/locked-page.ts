import type { ServerResponse } from 'node:http';
import { html } from './html.ts';
import { sendPlainPage } from './plain-page.ts';

const lockedTitle = 'Open the address from the terminal';

/**
 * Sends an error page to a browser that has not sent the token of this start. The page says where to find the
 * token.
 *
 * @param framedBy origin that may frame the page
 */
export function sendLockedPage(response: ServerResponse, framedBy?: string): void {
  sendPlainPage(response, 403, {
    title: lockedTitle,
    body: html`<h1>${lockedTitle}</h1>
<p>The simulator prints a new address each time it starts: the line that begins with <strong>Open</strong>. Its token lets
this browser in, and keeps other users and containers on this machine out.</p>`,
    ...(framedBy === undefined ? {} : { framedBy }),
  });
}

/**
 * Sends a page that requests the same URL again. A browser that follows a link from another site withholds its
 * SameSite=Strict cookie. The second request comes from this origin, so the browser includes the cookie. The page
 * contains nothing but that URL.
 *
 * @param address path and query of this origin
 */
export function sendArrivalPage(response: ServerResponse, address: string): void {
  sendPlainPage(response, 403, {
    title: 'Opening Docker Desktop',
    head: html`<meta http-equiv="refresh" content="0;url=${address}">
`,
    body: html`<h1>Opening Docker Desktop</h1>
<p><a href="${address}">Continue</a></p>`,
  });
}
