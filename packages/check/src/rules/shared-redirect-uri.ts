import { exposedToMixUp } from '@ddext-oauth/providers/compatibility';
import { problem } from '../sources/problem.ts';
import type { ProviderSource } from '../sources/provider-source.ts';
import { presetOf } from '../sources/redirect-uris.ts';
import type { Workspace } from '../sources/workspace-or-image.ts';
import { defineRule } from './rule.ts';

const grants = ['authorization_code', 'device_code', 'client_credentials'] as const;
/** Of a preset of the extension's own, which is not read. */
const issuerInResponse = { possible: 'unknown', reason: 'The preset is not in the catalog.' } as const;

export const sharedRedirectUri = defineRule({
  id: 'shared-redirect-uri',
  severity: 'error',
  over: 'workspace',
  needs: ['extension', 'providers'],
  what: 'If several providers share the redirect URI of the tab, each is known to send iss, or is listed in acceptSharedRedirectUri in auth/src/extension.ts.',
  why: 'They share one redirect URI. A malicious provider can be sent the code of one that does not send iss, and redeem it.',
  source: 'RFC 9700 section 4.4.2',
  fix: 'Use the strategy backend-callback, with which each provider has its own redirect URI. Or list the provider in acceptSharedRedirectUri, if you trust every provider of the extension.',
  check: ({ extension, providers }: Workspace) => {
    const value = (name: string) => extension?.members.get(name)?.value;
    if (value('strategy') !== 'extension-tab') return [];
    const accepted = [value('acceptSharedRedirectUri')].flat();
    return exposedToMixUp('extension-tab', providers.flatMap(sharing))
      .filter(({ id }) => !accepted.includes(id))
      .map(({ id, at }) =>
        problem(at, `${id} shares the redirect URI of the tab, and is not known to send iss (RFC 9207).`),
      );
  },
});

function sharing(provider: ProviderSource) {
  const { members, preset: made } = provider;
  const id = members.get('id');
  if (typeof id?.value !== 'string') return [];
  const preset = presetOf(provider) ?? { issuerInResponse };
  const listed = members.get('grants')?.value;
  return [
    {
      ...{ id: id.value, preset, at: made?.at ?? id.at },
      ...(Array.isArray(listed) && { grants: grants.filter((grant) => listed.includes(grant)) }),
    },
  ];
}
