import { type Choice, judgeChoice } from '@ddext-oauth/providers/compatibility';
import { problem } from '../sources/problem.ts';
import type { ProviderSource } from '../sources/provider-source.ts';
import { presetOf } from '../sources/redirect-uris.ts';
import { hasBackend, type Workspace } from '../sources/workspace-or-image.ts';
import { defineRule } from './rule.ts';

const grants = ['authorization_code', 'device_code', 'client_credentials'] as const;

export const providerMethod = defineRule({
  id: 'provider-method',
  severity: 'error',
  over: 'workspace',
  needs: ['extension', 'providers', 'metadata'],
  what: 'No provider is configured for a sign-in method that its documentation rules out. With the strategy none, which supports keys only, there is no OAuth provider.',
  why: 'The provider rejects the redirect URI or the client on its own page, where the extension cannot help the user. With the strategy none and an OAuth provider, the backend does not start.',
  source: 'RFC 8252 section 8.4',
  fix: 'Choose a method that docs/providers.md of ddext-oauth lists for the provider: nx generate @ddext-oauth/nx:strategy. With the strategy none, set the strategy to backend-callback or extension-tab, or remove the provider.',
  check: (workspace) =>
    workspace.providers.flatMap(
      workspace.extension?.members.get('strategy')?.value === 'none'
        ? refused
        : (provider) => judged(provider, workspace),
    ),
});

/** A file of an OAuth provider, which the strategy `none` does not support with any grant. */
function refused({ file, members, preset }: ProviderSource) {
  if (members.size === 0) return [];
  const at = preset?.at ?? { file, line: 1 };
  return [problem(at, 'The strategy none supports keys only, and this is an OAuth provider.')];
}

function judged(provider: ProviderSource, workspace: Workspace) {
  const { preset: made } = provider;
  const preset = presetOf(provider);
  const choice = choiceOf(workspace);
  if (made === undefined || preset === undefined || choice === undefined) return [];
  return grantsOf(provider).flatMap((grant) => {
    const { possible, reasons } = judgeChoice(preset, { ...choice, grant });
    if (possible !== false) return [];
    const why = reasons.map(({ verdict }) => (verdict.possible === true ? '' : verdict.reason)).join(' ');
    return [problem(made.at, `${preset.name} does not work this way (${grant}): ${why}`)];
  });
}

/** The grants that a provider lists, or the default. */
export function grantsOf({ members }: ProviderSource): readonly (typeof grants)[number][] {
  const listed = members.get('grants')?.value;
  return Array.isArray(listed) ? grants.filter((grant) => listed.includes(grant)) : [grants[0]];
}

/** Undefined if it is unknown, which other rules report. */
export function choiceOf(workspace: Workspace): Choice | undefined {
  if (workspace.metadata === undefined) return undefined;
  const value = (name: string) => workspace.extension?.members.get(name)?.value;
  const exchange = hasBackend(workspace) ? 'backend' : 'ui';
  if (value('strategy') === 'backend-callback') return { strategy: 'backend-callback', exchange };
  if (value('strategy') !== 'extension-tab') return undefined;
  return {
    strategy: 'extension-tab',
    redirect: value('redirect') === 'bridge' ? 'bridge' : 'scheme',
    exchange,
  };
}
