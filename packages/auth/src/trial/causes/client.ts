import { credentialFor } from '../../core/client-authentication.ts';
import type { Evidence } from '../failure.ts';
import { providerFile, type Row } from '../row.ts';

const methods = 'client_secret_basic|client_secret_post|client_secret_jwt|private_key_jwt|none';

/** Words of servers that name the method a client is registered for: Hydra, Fosite, Spring. */
const registered = new RegExp(
  `(?:supports?|registered (?:for|with|as)|requires?|expects?|must use)[^.]*?['"]?\\b(${methods})\\b`,
);

/** Words of servers that name the method they refuse: Authlib (canaille). */
const refusedMethod =
  /(?:cannot|not allowed to|must not) (?:authenticate|use)[^.]*?\b(client_secret_\w+|none)\b/;

/** The method that this client used. */
function usedMethod({ provider, metadata }: Evidence): string {
  return provider ? credentialFor(provider, metadata ?? { issuer: '' }).method : 'none';
}

/** The methods that the discovery document lists (RFC 8414 section 2); undefined for a preset's own endpoints. */
function listed({ metadata, provider }: Evidence): readonly string[] | undefined {
  if (!metadata || provider?.endpoints) return undefined;
  return metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
}

/** How the client authenticated, and what the server lists: a sentence. */
export function authenticationUsed(evidence: Evidence): string {
  const method = usedMethod(evidence);
  const list = listed(evidence);
  const isNamed = evidence.metadata?.token_endpoint_auth_methods_supported !== undefined;
  const lists = list
    ? ` ${evidence.name} lists ${isNamed ? list.join(', ') : 'no methods, which means client_secret_basic'}.`
    : '';
  if (method === 'none') return `No client secret was sent.${lists}`;
  const what = method === 'private_key_jwt' ? 'A signed assertion' : 'The client secret';
  return `${what} was sent by ${method}.${lists}`;
}

const saysCredentials =
  /client[ _-]?(?:secret|authentication|assertion)|client credentials?(?! (?:grant|flow))|invalid client\b|unauthenticated client|bad_client_secret|incorrect_client_credentials/;

/** Whether the client was refused: in the RFC's word, with a bare 401, or in words about credentials (Keycloak, Entra). */
function isClient({ error, said, step, last, status }: Evidence): boolean {
  if (!['authorization', 'device', 'token', 'refresh'].includes(step)) return false;
  if (/invalid_client|incorrect_client_credentials|bad_client_secret|client_not_found/.test(error ?? ''))
    return true;
  const isRefused =
    error === undefined || /unauthorized_client|invalid_request|invalid_grant|access_denied/.test(error);
  if (error === undefined && [401, 403].includes(last?.status ?? status ?? 0)) return true;
  return isRefused && saysCredentials.test(said);
}

const unknownClient =
  /unknown client|unregistered client|no such client|invalid_client_id|client_not_found|client (?:id |with )?(?:\S+ )?(?:was |is |does )?(?:not (?:found|exist|known|registered)|unknown)|application with identifier|invalid client_?id|invalid client id|could not find client|client not found/;

/** Whether the provider has taken this client id already, in the browser: then it is the secret that is wrong. */
const idIsKnown = ({ step, grant, provider, metadata }: Evidence) =>
  grant === 'authorization_code' &&
  (step === 'token' || step === 'refresh') &&
  !(provider?.pushedAuthorization ?? metadata?.require_pushed_authorization_requests);

/** Whether a secret has characters that client_secret_basic encodes and that some servers do not decode. */
function needsEncoding({ provider }: Evidence): boolean {
  const credential = provider?.credential;
  return credential !== undefined && 'secret' in credential && /[^A-Za-z0-9._~-]/.test(credential.secret);
}

const isSecretUnset = (evidence: Evidence) => usedMethod(evidence) === 'none';

function methodRegistered(evidence: Evidence): string | undefined {
  const method = registered.exec(evidence.said)?.[1];
  return method === usedMethod(evidence) ? undefined : method;
}

function otherMethod(evidence: Evidence): string {
  const used = usedMethod(evidence);
  const others = (listed(evidence) ?? []).filter(
    (each) => each !== used && each.startsWith('client_secret_'),
  );
  return (
    others.find((each) => each !== 'client_secret_jwt') ??
    (used === 'client_secret_basic' ? 'client_secret_post' : 'client_secret_basic')
  );
}

const setMethod = (method: string | undefined, { places }: Evidence) =>
  method === 'none'
    ? `Set clientAuthentication: 'none' in ${providerFile}, and leave ${places.clientSecret} empty.`
    : `Set clientAuthentication: '${method}' in ${providerFile}.`;

const notKnown = ({ name, provider }: Evidence) =>
  `${name} does not know the client ID "${provider?.clientId}".`;

const setId = ({ places, name }: Evidence) =>
  `Set ${places.clientId} to the client ID that ${name} shows, and compare the tenant or realm of ${places.issuer}.`;

const useSecret = ({ places, name }: Evidence) =>
  `Set ${places.clientSecret} to the client secret that ${name} shows, or make the client a public one there.`;

/** The client's own credentials: id, secret, method. */
export const clientRows: readonly Row[] = [
  {
    // The browser's request carries no secret.
    when: ({ step, error, said }) =>
      step === 'callback' && (error === 'invalid_client' || unknownClient.test(said)),
    cause: notKnown,
    mend: setId,
  },
  {
    when: (evidence) =>
      isClient(evidence) &&
      /(?:public|should not|must not|neither|no client secret)[^.]*(?:client_secret|secret|presented|credentials)/.test(
        evidence.said,
      ) &&
      !isSecretUnset(evidence),
    cause: (evidence) =>
      `The client is public at ${evidence.name}, and a secret was sent. ${authenticationUsed(evidence)}`,
    mend: (evidence) => setMethod('none', evidence),
  },
  {
    when: (evidence) =>
      isClient(evidence) &&
      methodRegistered(evidence) !== undefined &&
      !(isSecretUnset(evidence) && methodRegistered(evidence) !== 'none'),
    cause: (evidence) =>
      `The client is registered for ${methodRegistered(evidence)}. ${authenticationUsed(evidence)}`,
    mend: (evidence) => setMethod(methodRegistered(evidence), evidence),
  },
  {
    when: (evidence) => isClient(evidence) && refusedMethod.test(evidence.said) && !isSecretUnset(evidence),
    cause: (evidence) =>
      `The client may not authenticate with ${usedMethod(evidence)}. ${authenticationUsed(evidence)}`,
    mend: (evidence) => setMethod(otherMethod(evidence), evidence),
  },
  {
    when: (evidence) => isClient(evidence) && unknownClient.test(evidence.said) && !idIsKnown(evidence),
    cause: notKnown,
    mend: setId,
  },
  {
    when: (evidence) => isClient(evidence) && isSecretUnset(evidence),
    cause: (evidence) => `${evidence.name} wants a client secret. ${authenticationUsed(evidence)}`,
    mend: useSecret,
  },
  {
    when: (evidence) =>
      isClient(evidence) &&
      !isSecretUnset(evidence) &&
      listed(evidence) !== undefined &&
      !listed(evidence)?.includes(usedMethod(evidence)),
    cause: (evidence) =>
      `${evidence.name} does not list the method that was used. ${authenticationUsed(evidence)}`,
    mend: (evidence) => setMethod(listed(evidence)?.[0], evidence),
  },
  {
    when: (evidence) => isClient(evidence) && /expired/.test(evidence.said),
    cause: (evidence) => `The client secret has expired. ${authenticationUsed(evidence)}`,
    mend: ({ places, name }) => `Make a new client secret at ${name}, and set ${places.clientSecret} to it.`,
  },
  {
    when: (evidence) => isClient(evidence) && usedMethod(evidence) === 'private_key_jwt',
    cause: (evidence) =>
      `${evidence.name} did not accept the signed assertion: the public key, its kid or the audience is not the one registered. ${authenticationUsed(evidence)}`,
    mend: ({ name, places }) =>
      `Register the public key of clientKey under the kid in clientKeyId at ${name}; compare ${places.clientId}.`,
  },
  {
    when: (evidence) =>
      isClient(evidence) && usedMethod(evidence) === 'client_secret_basic' && needsEncoding(evidence),
    cause: (evidence) =>
      `The client secret is wrong, or ${evidence.name} does not decode its special characters in client_secret_basic (RFC 6749 section 2.3.1). ${authenticationUsed(evidence)}`,
    mend: (evidence) =>
      `Compare ${evidence.places.clientSecret} with the secret that ${evidence.name} shows; if it is right, set clientAuthentication: 'client_secret_post' in ${providerFile}.`,
  },
  {
    when: (evidence) => isClient(evidence) && (idIsKnown(evidence) || /secret/.test(evidence.said)),
    cause: (evidence) => `The client secret is wrong. ${authenticationUsed(evidence)}`,
    mend: (evidence) =>
      `Set ${evidence.places.clientSecret} to the client secret that ${evidence.name} shows; if it is right, set clientAuthentication: '${otherMethod(evidence)}' in ${providerFile}.`,
  },
  {
    // In the word for a grant that is not allowed, though the browser came back with a code: glewlwyd.
    when: (evidence) => evidence.said === 'unauthorized_client' && idIsKnown(evidence),
    cause: (evidence) =>
      `The client secret is wrong or missing, or your app is not allowed this grant. ${authenticationUsed(evidence)}`,
    mend: ({ places, name }) =>
      `Set ${places.clientSecret} to the client secret that ${name} shows; if it is right, allow the grant for your app there.`,
  },
  {
    when: isClient,
    cause: (evidence) =>
      `The client ID is unknown, or the client secret is wrong. ${authenticationUsed(evidence)}`,
    mend: ({ places, name }) =>
      `Compare ${places.clientId} and ${places.clientSecret} with what ${name} shows.`,
  },
];
