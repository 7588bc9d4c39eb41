import type { ServerResponse } from 'node:http';
import { html } from './html.ts';
import { sendPlainPage } from './plain-page.ts';

/** By which `pnpm try` recognizes a running simulator. */
export const lockedTitle = 'Open the address from the terminal';

/**
 * Refuses a browser that has not shown this start's token, and says where the token is.
 *
 * @param framedBy the dashboard's origin, for the page in its frame
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
 * Sends a browser on that followed a link from another site, and so kept its SameSite=Strict cookie back: from this page
 * the same address is a request of our own origin. The page holds nothing but that address.
 *
 * @param address a path of ours with its query
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
