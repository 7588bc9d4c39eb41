/**
 * How tokens are obtained. `authorization_code` (RFC 6749 section 4.1) and `device_code` (RFC 8628) sign a person in;
 * `client_credentials` (RFC 6749 section 4.4) is for the extension itself.
 */
export type Grant = 'authorization_code' | 'device_code' | 'client_credentials';

/** The grants of a provider, the default filled in. */
export function grantsOf({ grants }: { readonly grants?: readonly Grant[] }): readonly Grant[] {
  return grants ?? ['authorization_code'];
}
