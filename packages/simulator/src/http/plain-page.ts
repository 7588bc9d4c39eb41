import type { ServerResponse } from 'node:http';
import { html, htmlDocument, type SafeHtml } from './html.ts';

export interface PlainPage {
  readonly title: string;
  /** What comes after the title. */
  readonly head?: SafeHtml;
  readonly body: SafeHtml;
  /** The one origin that may frame it; none unless given. */
  readonly framedBy?: string;
}

const style = `:root{color-scheme:light dark}body{display:grid;place-content:center;min-height:90vh;margin:0 24px;
font:16px/1.5 system-ui,sans-serif;text-align:center}h1{font-size:22px;font-weight:600}main{max-width:560px}`;

/** Answers with a page that loads nothing, runs nothing, and keeps its address to itself. */
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
