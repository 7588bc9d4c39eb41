import type { Host } from '@ddext-oauth/providers';
import { judgeChoice } from '@ddext-oauth/providers/compatibility';
import { problem } from '../sources/problem.ts';
import type { ProviderSource } from '../sources/provider-source.ts';
import { presetOf } from '../sources/redirect-uris.ts';
import type { Workspace } from '../sources/workspace-or-image.ts';
import { allHosts, HOSTS_PAGE, namesOf, otherHosts } from './hosts.ts';
import { choiceOf, grantsOf } from './provider-method.ts';
import { defineRule } from './rule.ts';

export const hostMethod = defineRule({
  id: 'host-method',
  severity: 'error',
  over: 'workspace',
  needs: ['extension', 'providers', 'metadata'],
  hosts: otherHosts,
  what: 'Each provider has a sign-in method that works in every host of the extension.',
  why: 'Rancher Desktop and Podman Desktop have no link that opens the tab of an extension, so the page cannot offer a button there.',
  source: HOSTS_PAGE,
  fix: "Add 'device_code' to grants of the provider, change the strategy to backend-callback, or remove the host: nx generate @ddext-oauth/nx:hosts docker.",
  check: (workspace, hosts) =>
    workspace.providers.flatMap((provider) => {
      const without = hosts.filter((host) => !signsIn(provider, workspace, host));
      // `provider-method` reports a provider that works in no host.
      if (without.length === 0 || allHosts.every((host) => !signsIn(provider, workspace, host))) return [];
      const sentence = `No sign-in method of ${presetOf(provider)?.name} works in ${namesOf(without)}.`;
      const at = provider.members.get('grants')?.at ?? provider.preset?.at;
      return at === undefined ? [] : [problem(at, sentence)];
    }),
});

/** Whether a user can sign in. True if that is unknown, which other rules report. */
function signsIn(provider: ProviderSource, workspace: Workspace, host: Host): boolean {
  const [preset, choice] = [presetOf(provider), choiceOf(workspace)];
  const grants = grantsOf(provider).filter((grant) => grant !== 'client_credentials');
  if (preset === undefined || choice === undefined || grants.length === 0) return true;
  return grants.some((grant) => judgeChoice(preset, { ...choice, grant, host }).possible !== false);
}
