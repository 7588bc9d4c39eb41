import type { ServerResponse } from 'node:http';
import { html, htmlDocument, type SafeHtml } from './html.ts';

export interface PlainPage {
  readonly title: string;
  /** Elements after the title. */
  readonly head?: SafeHtml;
  readonly body: SafeHtml;
  /** The only origin that may frame the page. By default no origin may. */
  readonly framedBy?: string;
}

const style = `:root{color-scheme:light dark}body{display:grid;place-content:center;min-height:90vh;margin:0 24px;
font:16px/1.5 system-ui,sans-serif;text-align:center}h1{font-size:22px;font-weight:600}main{max-width:560px}`;

/** Sends a page that loads nothing, runs no script and sends no referrer. */
export function sendPlainPage(response: ServerResponse, status: number, page: PlainPage): void {
  const { title, head, body, framedBy = "'none'" } = page;
  const document = htmlDocument({
    title,
    head: html`<style>${style}</style>
${head}`,
    body: html`<main>${body}</main>`,
  });
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors ${framedBy}; base-uri 'none'; ` +
        `form-action 'none'`,
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    .end(document.text);
}
