import { createHash } from 'node:crypto';
import type { Host } from '@ddext-oauth/providers';
import type { AuthErrorReport } from '../core/errors.ts';

/**
 * The URL that returns the user to Docker Desktop. It is constant: it contains no code, token or name, and no caller
 * can change it.
 */
export const DASHBOARD_LINK = 'docker-desktop://dashboard/open';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f4f4f6, #10151b); }
main { max-width: 26rem; margin: 1.5rem; padding: 2.5rem; border-radius: 12px; text-align: center;
  background: light-dark(#fff, #1c232b); box-shadow: 0 1px 3px rgb(0 0 0 / 0.2); }
h1 { margin: 0 0 0.5rem; font-size: 1.35rem; }
p { margin: 0.5rem 0; color: light-dark(#4b5563, #b4bfcc); overflow-wrap: anywhere; }
a { display: inline-block; margin-top: 1.25rem; padding: 0.6rem 1.4rem; border-radius: 6px; font-weight: 600;
  background: #086dd7; color: #fff; text-decoration: none; }
a:focus-visible { outline: 3px solid #8bc7f5; outline-offset: 2px; }
`;

/**
 * The headers of every response on the published port. The pages need one inline style, so the policy allows nothing
 * else. The URL of the callback contains a code, which no cache and no Referer may receive.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/**
 * A page (200) that opens Docker Desktop automatically, if the sign-in was started there. Other hosts have no such link.
 * It is not a redirect: a `form-action` policy of the provider's page would silently block a custom scheme in the same
 * redirect chain. The button is for browsers that require a click first.
 */
export function signedInPage(title: string, host: Host | undefined): string {
  return page(
    'Signed in',
    `<h1>You are signed in to ${escapeHtml(title)}</h1>
    <p>Return to the app where you started. You can close this tab.</p>
    ${linkTo(host)}`,
    host === 'docker' ? `<meta http-equiv="refresh" content="0; url=${DASHBOARD_LINK}">` : '',
  );
}

/** The page for the browser that started a failed attempt. The user may still be signed in with another account. */
export function errorPage(
  title: string,
  error: Pick<AuthErrorReport, 'message' | 'advice'>,
  host: Host | undefined,
): string {
  return page(
    'Sign-in failed',
    `<h1>The sign-in to ${escapeHtml(title)} failed</h1>
    <p>${escapeHtml(error.message)}</p>
    <p>${escapeHtml(error.advice)}</p>
    ${linkTo(host)}`,
  );
}

/**
 * The page for an unknown browser, which may have signed in a moment ago. It describes the outcome of this request, and
 * does not show who is signed in, or where.
 */
export function noticePage(title: string, notice: Pick<AuthErrorReport, 'message' | 'advice'>): string {
  return page(
    escapeHtml(title),
    `<h1>${escapeHtml(notice.message)}</h1>
    <p>${escapeHtml(notice.advice)}</p>`,
  );
}

/** The page for a request whose headers are too long. The request was not read. */
export function tooManyCookiesPage(): string {
  return page(
    'Too many cookies',
    `<h1>Your browser sent too many cookies</h1>
    <p>Other programs on this machine store cookies for 127.0.0.1 and localhost, and your browser sends them to this
      extension too. Together they are larger than 64 KiB.</p>
    <p>Open your browser's settings for cookies and site data, and delete those of 127.0.0.1 and localhost. Then return to
      the app where you started, and press "Sign in" again.</p>`,
  );
}

function linkTo(host: Host | undefined): string {
  return host === 'docker' ? `<a href="${DASHBOARD_LINK}">Open Docker Desktop</a>` : '';
}

function page(title: string, main: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    ${head}
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
    ${main}
    </main>
  </body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
