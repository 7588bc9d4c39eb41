import { bridgePageUrl } from '../desktop-links/bridge.ts';
import { openLinkUrl } from '../desktop-links/rewrite.ts';
import { SimulatorError } from '../errors.ts';

/** The targets that the dashboard simulates, and the sources of a policy that allow a form to lead there. */
const redirectTargets = [
  {
    allowedBy: /^docker-desktop:$/i,
    simulated: (dashboardUrl: string, location: string) =>
      location.startsWith('docker-desktop:') ? openLinkUrl(dashboardUrl, location) : undefined,
  },
  {
    // An http source also allows https. After a redirect the path is ignored (CSP Level 3, 6.7.2).
    allowedBy:
      /^(?:https?:|(?:https?:\/\/)?(?:open\.docker\.com|\*\.docker\.com|\*)(?::(?:443|\*))?(?:\/.*)?)$/i,
    simulated: bridgePageUrl,
  },
];

type RedirectTarget = (typeof redirectTargets)[number];

function allows(policy: string, target: RedirectTarget): boolean {
  return policy.split(/\s+/).some((source) => target.allowedBy.test(source));
}

/**
 * Rejects a value that is not a single directive.
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
 * The form-action directive of the provider's pages. It includes the dashboard's origin if it allows one of the
 * targets that the dashboard simulates.
 *
 * @param policy the sources, as in `'self' https:`; undefined for no restriction
 */
export function formActionDirective(policy: string | undefined, dashboardUrl: string): string {
  if (policy === undefined) return '';
  const simulated = redirectTargets.some((target) => allows(policy, target))
    ? ` ${new URL(dashboardUrl).origin}`
    : '';
  return `; form-action ${policy}${simulated}`;
}

export interface Redirect {
  readonly location: string;
  /** Whether a form of the provider's pages led here, through any number of redirects. */
  readonly afterForm: boolean;
}

/**
 * The URL on the dashboard that simulates the target of a redirect; undefined if the redirect stays unchanged. A
 * redirect that form-action forbids stays unchanged too, so that the browser blocks it.
 */
export function simulatedTargetOf(
  { location, afterForm }: Redirect,
  policy: string | undefined,
  dashboardUrl: string,
): string | undefined {
  for (const target of redirectTargets) {
    const simulated = target.simulated(dashboardUrl, location);
    if (simulated === undefined) continue;
    return afterForm && policy !== undefined && !allows(policy, target) ? undefined : simulated;
  }
  return undefined;
}
