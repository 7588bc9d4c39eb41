import { type Host, hosts } from '@ddext-oauth/providers';
import { pageSources } from '../sources/source-texts.ts';
import type { Text } from '../sources/text.ts';
import { isGenerated, type Workspace, type WorkspaceOrImage } from '../sources/workspace-or-image.ts';

/** Every host, the default first. */
export const allHosts = Object.keys(hosts) as Host[];

/** The hosts without Docker Desktop. */
export const otherHosts: readonly Host[] = ['rancher', 'podman'];

/** The page of the documentation that has the evidence for these rules. */
export const HOSTS_PAGE = 'https://github.com/ddext-oauth/ddext-oauth/blob/main/docs/hosts.md';

/**
 * The hosts in which users must be able to sign in: those that ddext-oauth.json records. Without a record all of them, but only Docker
 * Desktop if ddext-oauth did not create the extension.
 */
export function recordedHosts(extension: WorkspaceOrImage): readonly Host[] {
  const recorded = extension.kind === 'workspace' ? extension.record?.at('options', 'hosts') : undefined;
  const words = String(recorded ?? '')
    .split(',')
    .map((word) => word.trim());
  const known = allHosts.filter((host) => words.includes(host));
  if (known.length > 0) return known;
  return isGenerated(extension) ? allHosts : ['docker'];
}

/** `Docker Desktop, Rancher Desktop and Podman Desktop`. */
export function namesOf(some: readonly Host[]): string {
  return some
    .map((host) => hosts[host].name)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** The scripts of the page, without their tests: below ui/, or anywhere in an extension that ddext-oauth did not create. */
export function pageScripts({ texts, isGenerated }: Workspace): readonly Text[] {
  return pageSources(texts).filter(
    ({ file }) => /\.([cm]?[jt]sx?|vue|svelte)$/.test(file) && (!isGenerated || file.startsWith('ui/')),
  );
}
