import { type Host, hosts } from '@ddext-oauth/providers';
import type { Text } from '../sources/text.ts';
import type { Workspace, WorkspaceOrImage } from '../sources/workspace-or-image.ts';

/** Every host, the default first. */
export const allHosts = Object.keys(hosts) as Host[];

/** The hosts without Docker Desktop. */
export const otherHosts: readonly Host[] = ['rancher', 'podman'];

/** The page of the documentation that has the evidence for these rules. */
export const HOSTS_PAGE = 'https://github.com/ddext-oauth/ddext-oauth/blob/main/docs/hosts.md';

/** The hosts in which users must be able to sign in: those that ddext-oauth.json records, or all of them. */
export function recordedHosts(extension: WorkspaceOrImage): readonly Host[] {
  const recorded = extension.kind === 'workspace' ? extension.record?.at('options', 'hosts') : undefined;
  if (typeof recorded !== 'string') return allHosts;
  const words = recorded.split(',').map((word) => word.trim());
  return allHosts.filter((host) => words.includes(host));
}

/** `Docker Desktop, Rancher Desktop and Podman Desktop`. */
export function namesOf(some: readonly Host[]): string {
  return some
    .map((host) => hosts[host].name)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** The scripts of the page, without their tests. */
export function pageScripts({ texts }: Workspace): readonly Text[] {
  return texts.filter(
    ({ file }) => /^ui\/.*\.[cm]?[jt]sx?$/.test(file) && !/\.(?:test|spec)\.\w+$/.test(file),
  );
}
