import { bridgeLink } from '../desktop-links/bridge.ts';
import { html, htmlDocument, type SafeHtml } from '../http/html.ts';

/** What the dashboard's script asks for first. */
export interface DashboardState {
  readonly title: string;
  readonly image: string;
  /** Where the frame is opened; it carries the token of the extension's origin. */
  readonly extensionUrl: string;
}

/** The dashboard, which its script fills. It gives nothing away: what acts needs the token, which is not in it. */
export function dashboardPage(title: string): SafeHtml {
  const head = html`<link rel="icon" href="/icon">
<link rel="stylesheet" href="/dashboard.css">
<link rel="stylesheet" href="/connection-test.css">
<script type="module" src="/dashboard.js"></script>
`;
  return htmlDocument({ title: `${title} · Docker Desktop simulator`, head, body: html`` });
}

function smallPage(title: string, content: SafeHtml, more?: SafeHtml): SafeHtml {
  const head = html`<link rel="stylesheet" href="/dashboard.css">
${more}`;
  return htmlDocument({ title, head, bodyClass: 'small-page', body: html`<main>${content}</main>` });
}

/** Shown to the browser tab that followed a docker-desktop:// link. Its script delivers the link, and says whether it arrived. */
export function deliverLinkPage(): SafeHtml {
  return smallPage(
    'Opening Docker Desktop',
    html`<img src="/icon" alt="" width="48" height="48">
<h1>Opening Docker Desktop</h1>
<p role="status"></p>
<p><a class="button" href="/">Back to the dashboard</a></p>
<script type="module" src="/deliver-link.js"></script>`,
  );
}

/** Stands in for Docker's page at open.docker.com. @param onward where the docker-desktop:// link is opened */
export function bridgePage(onward: string): SafeHtml {
  return smallPage(
    'Open Docker Desktop',
    html`<img src="/icon" alt="" width="48" height="48">
<h1>Opening Docker Desktop</h1>
<p>The simulator shows this in place of Docker’s page at <strong>open.docker.com</strong>. What that page does is
not documented; this one hands the query on as it came.</p>
<p><a class="button" id="${bridgeLink}" href="${onward}">Open Docker Desktop</a></p>`,
    // By itself and by a button: a browser may refuse to start a program that nobody clicked for.
    html`<meta http-equiv="refresh" content="1;url=${onward}">
`,
  );
}

export function linkRefusedPage(sentence: string): SafeHtml {
  return smallPage(
    'This link cannot be opened',
    html`<h1>This link cannot be opened</h1>
<p>${sentence}</p>
<p><a class="button" href="/">Back to the dashboard</a></p>`,
  );
}
