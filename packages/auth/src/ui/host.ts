import type { Host } from '@ddext-oauth/providers';
import type { DdClient } from './dd-client.ts';

/** The global object of a page, as far as it differs between hosts. */
interface HostPage {
  readonly navigator?: { readonly userAgent: string };
  readonly __ddMuiV5Themes?: unknown;
  readonly __ddMuiV6Themes?: unknown;
}

/** Electron puts the name of the app into the user agent. */
const appName = /(docker|podman|rancher)[ _-]?desktop/i;

/**
 * Returns the host that the page runs in. No host documents how to tell, so this is a guess, and undefined if there is no
 * sign of a host. It decides which sign-in methods the page offers, and whether the last page links to Docker Desktop. Do
 * not use it where a wrong guess does harm.
 *
 * @example
 *   const isPodman = hostOf(createDockerDesktopClient()) === 'podman';
 */
export function hostOf(ddClient: DdClient, page: HostPage = globalThis as HostPage): Host | undefined {
  const named = appName.exec(page.navigator?.userAgent ?? '')?.[1];
  if (named) return named.toLowerCase() as Host;
  if (ddClient.extension.image === '') return 'podman';
  // Only Docker Desktop is known to define these, and not reliably.
  return '__ddMuiV6Themes' in page || '__ddMuiV5Themes' in page ? 'docker' : undefined;
}
