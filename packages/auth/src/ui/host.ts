import type { Host } from '@ddext-oauth/providers';
import type { DdClient } from './dd-client.ts';

/** The global object of a page, as far as it differs between hosts. */
interface HostPage {
  readonly navigator?: { readonly userAgent: string };
  readonly __ddMuiV5Themes?: unknown;
  readonly __ddMuiV6Themes?: unknown;
}

/** Electron puts the name of the app into the user agent. */
const appNames: readonly (readonly [Host, RegExp])[] = [
  ['podman', /podman[ _-]?desktop/i],
  ['rancher', /rancher[ _-]?desktop/i],
  ['docker', /docker[ _-]?desktop/i],
];

/** Only Docker Desktop is known to define them, and not reliably. */
const themeGlobals = ['__ddMuiV6Themes', '__ddMuiV5Themes'] as const;

/**
 * Returns the host that the page runs in. No host documents how to tell, so this is a guess, and undefined if there is no
 * sign of a host. Use it for wording, and for what can fail without harm.
 *
 * @example
 *   const isPodman = hostOf(createDockerDesktopClient()) === 'podman';
 */
export function hostOf(ddClient: DdClient, page: HostPage = globalThis as HostPage): Host | undefined {
  const userAgent = page.navigator?.userAgent ?? '';
  const named = appNames.find(([, pattern]) => pattern.test(userAgent));
  if (named) return named[0];
  if (ddClient.extension.image === '') return 'podman';
  return themeGlobals.some((name) => name in page) ? 'docker' : undefined;
}
