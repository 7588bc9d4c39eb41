import type { Configuration, DPoPHandle } from 'openid-client';
import { loadOpenIdClient } from '../client/client.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { withProof } from '../dpop/token-type.ts';
import { resourceParameter } from './resource.ts';
import { tokenError } from './token-error.ts';
import { checkedTokens, type Tokens } from './tokens.ts';

/**
 * Requests a token for the extension itself (RFC 6749 section 4.4).
 *
 * @param dpop binds the token to its key
 * @throws AuthError `exchange-failed` | `provider-unreachable` | `token-invalid`
 */
export async function requestClientCredentials(
  configuration: Configuration,
  provider: ResolvedProvider,
  now: number,
  dpop?: DPoPHandle,
): Promise<Tokens> {
  const client = await loadOpenIdClient();
  const scope = provider.scopes.join(provider.preset.scopes.separator);
  try {
    const response = await client.clientCredentialsGrant(
      configuration,
      { ...(scope && { scope }), ...resourceParameter(provider) },
      withProof(dpop),
    );
    return await checkedTokens(provider, response, provider.scopes, now, dpop);
  } catch (error) {
    throw tokenError(provider, error, 'exchange-failed', configuration);
  }
}
