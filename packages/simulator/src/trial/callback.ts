import type { IncomingMessage, ServerResponse } from 'node:http';
import { html, htmlDocument } from '../html.ts';

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

const style = `:root{color-scheme:light dark}body{display:grid;place-content:center;min-height:90vh;margin:0 24px;
font:16px/1.5 system-ui,sans-serif;text-align:center}h1{font-size:22px;font-weight:600}`;

/** Shown to the browser that came back. @param place to look at now, as in "terminal" */
function cameBackPage(place: string, address?: string): string {
  const way =
    address === undefined
      ? html`Go back to the ${place}.`
      : html`<a href="${address}">Go back to the ${place}</a>.`;
  return htmlDocument({
    title: `Go back to the ${place}`,
    head: html`<style>${style}</style>`,
    body: html`<main><h1>The browser came back</h1><p>${way} You can close this tab.</p></main>`,
  }).text;
}

/** Answers the browser that came back with a page on which the code goes nowhere else. */
export function sendCameBack(response: ServerResponse, place: string, address?: string): void {
  response
    .writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    .end(cameBackPage(place, address));
}
