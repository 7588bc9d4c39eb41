import { credentialFor } from '../../core/client/client-authentication.ts';
import type { Evidence } from '../failure.ts';
import { providerFile } from '../row.ts';

const methods = 'client_secret_basic|client_secret_post|client_secret_jwt|private_key_jwt|none';

/** Messages of servers that name the method a client is registered for: Hydra, Fosite, Spring. */
const registered = new RegExp(
  `(?:supports?|registered (?:for|with|as)|requires?|expects?|must use)[^.]*?['"]?\\b(${methods})\\b`,
);

/** Messages of servers that name the rejected method: Authlib (canaille). */
const rejectedMethod =
  /(?:cannot|not allowed to|must not) (?:authenticate|use)[^.]*?\b(?:client_secret_\w+|none)\b/;

/** The method that this client used. */
export function usedMethod({ provider, metadata }: Evidence): string {
  return provider ? credentialFor(provider, metadata ?? { issuer: '' }).method : 'none';
}

/** Returns the methods in the discovery document (RFC 8414 section 2). Undefined for a preset's own endpoints. */
export function listedMethods({ metadata, provider }: Evidence): readonly string[] | undefined {
  if (!metadata || provider?.endpoints) return undefined;
  return metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
}

/** Returns a sentence: how the client authenticated, and what the server lists. */
export function authenticationUsed(evidence: Evidence): string {
  const method = usedMethod(evidence);
  const list = listedMethods(evidence);
  const isNamed = evidence.metadata?.token_endpoint_auth_methods_supported !== undefined;
  const lists = list
    ? ` ${evidence.name} lists ${isNamed ? list.join(', ') : 'no methods, which means client_secret_basic'}.`
    : '';
  if (method === 'none') return `No client secret was sent.${lists}`;
  const what = method === 'private_key_jwt' ? 'A signed assertion' : 'The client secret';
  return `${what} was sent by ${method}.${lists}`;
}

/** Returns whether a secret contains characters that client_secret_basic encodes and some servers do not decode. */
export function needsEncoding({ provider }: Evidence): boolean {
  const credential = provider?.credential;
  return credential !== undefined && 'secret' in credential && /[^A-Za-z0-9._~-]/.test(credential.secret);
}

/** Returns whether the client sends no credential. */
export const isSecretUnset = (evidence: Evidence) => usedMethod(evidence) === 'none';

/** Returns the method that the server's message names, if it is not the one that was used. */
export function methodRegistered(evidence: Evidence): string | undefined {
  const method = registered.exec(evidence.errorDescription)?.[1];
  return method === usedMethod(evidence) ? undefined : method;
}

export const isMethodRejected = ({ errorDescription }: Evidence) => rejectedMethod.test(errorDescription);

/** Returns another method to try. */
export function otherMethod(evidence: Evidence): string {
  const used = usedMethod(evidence);
  const others = (listedMethods(evidence) ?? []).filter(
    (each) => each !== used && each.startsWith('client_secret_'),
  );
  return (
    others.find((each) => each !== 'client_secret_jwt') ??
    (used === 'client_secret_basic' ? 'client_secret_post' : 'client_secret_basic')
  );
}

/** Returns a sentence: how to set a method. */
export const setMethod = (method: string | undefined, { places }: Evidence) =>
  method === 'none'
    ? `Set clientAuthentication: 'none' in ${providerFile}, and leave ${places.clientSecret} empty.`
    : `Set clientAuthentication: '${method}' in ${providerFile}.`;
