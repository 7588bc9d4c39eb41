import { bridgePageUrl } from '../desktop-links/bridge.ts';
import { openLinkUrl } from '../desktop-links/rewrite.ts';
import { SimulatorError } from '../errors.ts';

/** The two ways back for which the dashboard stands in, and the sources of a policy that let a form go there. */
const redirectTargets = [
  {
    allowedBy: /^docker-desktop:$/i,
    standIn: (dashboardUrl: string, location: string) =>
      location.startsWith('docker-desktop:') ? openLinkUrl(dashboardUrl, location) : undefined,
  },
  {
    // An http source lets https through too, and a path does not count after a redirect (CSP Level 3, 6.7.2).
    allowedBy:
      /^(?:https?:|(?:https?:\/\/)?(?:open\.docker\.com|\*\.docker\.com|\*)(?::(?:443|\*))?(?:\/.*)?)$/i,
    standIn: bridgePageUrl,
  },
];

type RedirectTarget = (typeof redirectTargets)[number];

function allows(policy: string, way: RedirectTarget): boolean {
  return policy.split(/\s+/).some((source) => way.allowedBy.test(source));
}

/**
 * Refuses what would not stay one directive of a header.
 *
 * @throws SimulatorError `options-invalid`
 */
export function requireFormAction(policy: string | undefined): void {
  if (policy === undefined || /^[ -+\--:<-~]*$/.test(policy)) return;
  throw new SimulatorError(
    'options-invalid',
    `form-action takes the sources of one directive, such as "'self'" or "'self' https:", not ${JSON.stringify(policy)}.`,
  );
}

/**
 * The form-action directive of the provider's pages. The dashboard's address stands for the places behind
 * it, so it is allowed when one of them is.
 *
 * @param policy the sources, as in `'self' https:`; undefined for none, which is no restriction
 */
export function formActionDirective(policy: string | undefined, dashboardUrl: string): string {
  if (policy === undefined) return '';
  const standIn = redirectTargets.some((way) => allows(policy, way))
    ? ` ${new URL(dashboardUrl).origin}`
    : '';
  return `; form-action ${policy}${standIn}`;
}

export interface Redirect {
  readonly location: string;
  /** Whether a form of the provider's pages led here, by however many redirects. */
  readonly afterForm: boolean;
}

/**
 * Where the dashboard stands in for the target of a redirect; undefined when the redirect is left as it is. That
 * includes one that form-action forbids: the browser itself then blocks it, as it does without a simulator.
 */
export function simulatedTargetOf(
  { location, afterForm }: Redirect,
  policy: string | undefined,
  dashboardUrl: string,
): string | undefined {
  for (const way of redirectTargets) {
    const standIn = way.standIn(dashboardUrl, location);
    if (standIn === undefined) continue;
    return afterForm && policy !== undefined && !allows(policy, way) ? undefined : standIn;
  }
  return undefined;
}
