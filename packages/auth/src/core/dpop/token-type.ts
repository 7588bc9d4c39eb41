import type { DPoPHandle } from 'openid-client';
import type { ResolvedProvider } from '../client/settings.ts';
import { AuthError } from '../errors.ts';

/**
 * Checks that the token is bound to the key if and only if the request contained a proof. A client for which the binding
 * matters must discard a bearer token that is issued instead (RFC 9449 section 5).
 *
 * @param tokenType in lower case
 * @throws AuthError `token-invalid`
 */
export function requireTokenType(
  { name, dpop: isRequired }: ResolvedProvider,
  tokenType: string,
  dpop: DPoPHandle | undefined,
): void {
  const isBound = tokenType === 'dpop';
  if (isBound && !dpop) {
    const message = `${name} issued a token that is bound to a key (DPoP), and the extension sent none. Set dpop in the provider's settings.`;
    throw new AuthError('token-invalid', message);
  }
  if (isBound || !(dpop || isRequired)) return;
  const message = `${name} issued a bearer token, which is not bound to the extension's key (DPoP). Switch DPoP on for this client at ${name}, or off in the provider's settings.`;
  throw new AuthError('token-invalid', message);
}

/** openid-client's options of a request with a proof. */
export function withProof(dpop: DPoPHandle | undefined): { readonly DPoP?: DPoPHandle } {
  return dpop ? { DPoP: dpop } : {};
}
