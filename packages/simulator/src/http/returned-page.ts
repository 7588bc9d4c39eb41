import type { ServerResponse } from 'node:http';
import { html } from './html.ts';
import { sendPlainPage } from './plain-page.ts';

/**
 * Answers the browser that came back with a page on which the code goes nowhere else.
 *
 * @param place to look at now, as in "terminal"
 */
export function sendReturnedPage(response: ServerResponse, place: string, address?: string): void {
  const way =
    address === undefined
      ? html`Go back to the ${place}.`
      : html`<a href="${address}">Go back to the ${place}</a>.`;
  sendPlainPage(response, 200, {
    title: `Go back to the ${place}`,
    body: html`<h1>The browser came back</h1><p>${way} You can close this tab.</p>`,
  });
}
