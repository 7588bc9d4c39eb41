import type { Configuration } from 'openid-client';
import { loadOpenIdClient } from '../client/client.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { tokenError } from './token-error.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/**
 * Requests a token for the extension itself (RFC 6749 section 4.4).
 *
 * @throws AuthError `exchange-failed` | `provider-unreachable`
 */
export async function requestClientCredentials(
  configuration: Configuration,
  provider: ResolvedProvider,
  now: number,
): Promise<Tokens> {
  const client = await loadOpenIdClient();
  const scope = provider.scopes.join(provider.preset.scopes.separator);
  try {
    const response = await client.clientCredentialsGrant(configuration, scope ? { scope } : {});
    return tokensOf(response, provider.scopes, now);
  } catch (error) {
    throw tokenError(provider, error, 'exchange-failed', configuration);
  }
}
