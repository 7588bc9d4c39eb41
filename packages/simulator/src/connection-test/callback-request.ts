import type { IncomingMessage, ServerResponse } from 'node:http';
import { html } from '../http/html.ts';
import { sendPlainPage } from '../http/plain-page.ts';

/**
 * The query of a request that is a visit of a redirect URI on this machine, Host included: a name that was rebound to it
 * sends its own.
 */
export function queryOfVisit(
  redirectUri: string,
  { method, headers, url = '' }: IncomingMessage,
): string | undefined {
  const { host, pathname } = new URL(redirectUri);
  const question = url.indexOf('?');
  if (method !== 'GET' || headers.host !== host || question < 0) return undefined;
  return url.slice(0, question) === pathname ? url.slice(question) : undefined;
}

/**
 * Answers the browser that came back with a page on which the code goes nowhere else.
 *
 * @param place to look at now, as in "terminal"
 */
export function sendCameBack(response: ServerResponse, place: string, address?: string): void {
  const way =
    address === undefined
      ? html`Go back to the ${place}.`
      : html`<a href="${address}">Go back to the ${place}</a>.`;
  sendPlainPage(response, 200, {
    title: `Go back to the ${place}`,
    body: html`<h1>The browser came back</h1><p>${way} You can close this tab.</p>`,
  });
}
