/**
 * The grant that obtains tokens. `authorization_code` (RFC 6749 section 4.1) and `device_code` (RFC 8628) sign in a
 * user. `client_credentials` (RFC 6749 section 4.4) is for the extension itself.
 */
export type Grant = 'authorization_code' | 'device_code' | 'client_credentials';

/**
 * Returns the grants of a provider. Default: `authorization_code`.
 *
 * @example
 *   grantsOf({}); // ['authorization_code']
 */
export function grantsOf({ grants }: { readonly grants?: readonly Grant[] }): readonly Grant[] {
  return grants ?? ['authorization_code'];
}
