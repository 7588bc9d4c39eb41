import { type Host, hosts } from '../host.ts';
import { no, unknown, type Verdict, yes } from '../verdict.ts';
import type { Combination } from './combination.ts';

/** One reason why a combination works or does not. */
export interface Rule {
  readonly id: string;
  /** An RFC section, a page, or the facts of the preset. */
  readonly source: string;
  /** Whether the rule applies to a combination. */
  readonly concerns: (combination: Combination) => boolean;
  readonly verdict: (combination: Combination) => Verdict;
}

const byCode = ({ grant }: Combination) => grant === 'authorization_code';
const toTheTab = (combination: Combination) =>
  byCode(combination) && combination.strategy === 'extension-tab';
const overTheBridge = (combination: Combination) =>
  toTheTab(combination) && combination.redirect === 'bridge';

/** Whether the page of an extension can read the responses of a provider. */
const crossOrigin: Readonly<Record<Host, Verdict>> = {
  docker: unknown(
    "Whether Docker Desktop lets a page read another origin's responses without CORS is not documented.",
  ),
  // It removes the origin of requests, and allows any origin in responses.
  rancher: yes(),
  podman: no('Podman Desktop enforces CORS, and the origin of the page is null.'),
};

/**
 * All rules. The worst verdict decides.
 *
 * @example
 *   const sources = new Map(rules.map(({ id, source }) => [id, source]));
 */
export const rules: readonly Rule[] = [
  {
    id: 'callback-needs-backend',
    source: 'RFC 8252 section 7.3',
    concerns: ({ strategy, exchange }) => strategy === 'backend-callback' && exchange === 'ui',
    verdict: () => no('A page has no port to which the browser could return.'),
  },
  {
    id: 'bridge-needs-tab',
    source: 'docs/strategies.md',
    concerns: ({ strategy, redirect }) => strategy === 'backend-callback' && redirect === 'bridge',
    verdict: () => no("The bridge opens only the extension's tab."),
  },
  {
    id: 'page-keeps-no-secret',
    source: 'RFC 9700 section 2.5, RFC 8252 section 8.5',
    concerns: ({ exchange, client }) => exchange === 'ui' && client === 'confidential',
    verdict: () => no('It requires a client secret, and a page cannot keep one.'),
  },
  {
    id: 'page-cross-origin',
    source: 'Fetch Standard, CORS protocol',
    concerns: ({ exchange, client }) => exchange === 'ui' && client === 'public',
    verdict: ({ host }) => crossOrigin[host],
  },
  {
    id: 'public-client',
    source: 'the preset',
    concerns: (combination) => byCode(combination) && combination.client === 'public',
    verdict: ({ preset }) => preset.publicClient.authorizationCode,
  },
  {
    id: 'public-device-client',
    source: 'the preset',
    concerns: ({ grant, client }) => grant === 'device_code' && client === 'public',
    verdict: ({ preset: { publicClient } }) => publicClient.deviceCode ?? publicClient.authorizationCode,
  },
  {
    id: 'service-needs-secret',
    source: 'RFC 6749 section 4.4',
    concerns: ({ grant, client }) => grant === 'client_credentials' && client === 'public',
    verdict: () => no('Client credentials are for confidential clients only.'),
  },
  {
    id: 'public-needs-pkce',
    source: 'RFC 8252 sections 6 and 8.1',
    concerns: (combination) => byCode(combination) && combination.client === 'public',
    verdict: ({ preset: { pkce, name } }) =>
      pkce.method === 'off'
        ? no(`${name} works without PKCE only, and without a secret that is not safe.`)
        : yes(),
  },
  {
    id: 'tab-needs-pkce',
    source: 'RFC 8252 section 8.1',
    concerns: toTheTab,
    verdict: ({ preset: { pkce, name } }) =>
      pkce.method === 'off'
        ? no(`The code passes through other programs, and ${name} works without PKCE only.`)
        : yes(),
  },
  {
    id: 'device-code',
    source: 'RFC 8628, the preset',
    concerns: ({ grant }) => grant === 'device_code',
    verdict: ({ preset }) => preset.deviceCode,
  },
  {
    id: 'client-credentials',
    source: 'RFC 6749 section 4.4, the preset',
    concerns: ({ grant }) => grant === 'client_credentials',
    verdict: ({ preset }) => preset.clientCredentials,
  },
  {
    id: 'loopback',
    source: 'RFC 8252 sections 7.3 and 8.3, the preset',
    concerns: (combination) => byCode(combination) && combination.strategy === 'backend-callback',
    verdict: ({ preset: { loopbackHost, redirects } }) =>
      loopbackHost === 'localhost'
        ? better(redirects.localhost, redirects.loopbackAddress)
        : better(redirects.loopbackAddress, redirects.localhost),
  },
  {
    id: 'custom-scheme',
    source: 'RFC 8252 sections 7.1 and 8.4, the preset',
    concerns: (combination) => toTheTab(combination) && combination.redirect === 'scheme',
    verdict: ({ preset }) => preset.redirects.customScheme,
  },
  {
    id: 'redirect-query',
    source: 'RFC 6749 section 3.1.2, the preset',
    concerns: toTheTab,
    verdict: ({ preset }) => preset.redirects.query,
  },
  {
    id: 'host-opens-tab',
    source: 'docs/hosts.md',
    concerns: toTheTab,
    verdict: ({ host }) =>
      hosts[host].opensTab
        ? yes()
        : no(`${hosts[host].name} has no link that opens the tab of an extension with the response.`),
  },
  {
    id: 'bridge-undocumented',
    source: "Docker's own use of the page",
    concerns: overTheBridge,
    verdict: () => unknown('What the page open.docker.com does with a code is not documented.'),
  },
];

const order: readonly Verdict['possible'][] = [true, 'unknown', false];

function better(one: Verdict, other: Verdict): Verdict {
  return order.indexOf(one.possible) <= order.indexOf(other.possible) ? one : other;
}
