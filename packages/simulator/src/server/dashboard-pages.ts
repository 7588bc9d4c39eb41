import { hostNames, type SimulatedHost } from '../ddclient/host.ts';
import { bridgeLink } from '../desktop-links/bridge.ts';
import type { ProviderTestKeys } from '../extension/test-keys.ts';
import { html, htmlDocument, type SafeHtml } from '../http/html.ts';

/** The data that the dashboard's script requests first. */
export interface DashboardState {
  readonly title: string;
  readonly image: string;
  /** The simulated host. */
  readonly host: SimulatedHost;
  /** The URL of the frame. It contains the token of its origin. */
  readonly extensionUrl: string;
  /** Of the providers whose users paste a key. */
  readonly testKeys: readonly ProviderTestKeys[];
  /** Why there are no test keys, although users paste keys. Absent if there are, or if users paste none. */
  readonly testKeysRefused?: string | undefined;
}

/** The dashboard page, which its script fills. It contains no token. */
export function dashboardPage(title: string, host: SimulatedHost): SafeHtml {
  const head = html`<link rel="icon" href="/icon">
<link rel="stylesheet" href="/dashboard.css">
<link rel="stylesheet" href="/calls.css">
<link rel="stylesheet" href="/connection-test.css">
<link rel="stylesheet" href="/test-keys.css">
<script type="module" src="/dashboard.js"></script>
`;
  return htmlDocument({ title: `${title} · ${hostNames[host]} simulator`, head, body: html`` });
}

function smallPage(title: string, content: SafeHtml, more?: SafeHtml): SafeHtml {
  const head = html`<link rel="stylesheet" href="/dashboard.css">
${more}`;
  return htmlDocument({ title, head, bodyClass: 'small-page', body: html`<main>${content}</main>` });
}

/** The page for a tab that followed a docker-desktop:// link. Its script delivers the link and shows the result. */
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

/** The simulated page of open.docker.com. @param onward URL that opens the docker-desktop:// link */
export function bridgePage(onward: string): SafeHtml {
  return smallPage(
    'Open Docker Desktop',
    html`<img src="/icon" alt="" width="48" height="48">
<h1>Opening Docker Desktop</h1>
<p>The simulator shows this in place of Docker’s page at <strong>open.docker.com</strong>. Docker does
not document that page. This one passes on the query unchanged.</p>
<p><a class="button" id="${bridgeLink}" href="${onward}">Open Docker Desktop</a></p>`,
    // Automatic, and with a button: a browser may require a click before it starts a program.
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
