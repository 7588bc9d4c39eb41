import type { ServerResponse } from 'node:http';
import { html } from './html.ts';
import { sendPlainPage } from './plain-page.ts';

/**
 * Sends the page that a browser shows after a callback of a connection test. It contains no code and sends no
 * referrer.
 *
 * @param place where the user continues, such as "terminal"
 */
export function sendReturnedPage(response: ServerResponse, place: string, address?: string): void {
  const way =
    address === undefined
      ? html`Return to the ${place}.`
      : html`<a href="${address}">Return to the ${place}</a>.`;
  sendPlainPage(response, 200, {
    title: `Return to the ${place}`,
    body: html`<h1>The browser returned</h1><p>${way} You can close this tab.</p>`,
  });
}
