import type { Evidence } from '../failure.ts';
import { providerFile, type Row } from '../row.ts';

/** The type of the issued token, in lower case. It is not in the last response if keys were loaded after it. */
function issuedType({ observed }: Evidence): string | undefined {
  const types = observed.map(({ members }) => members?.token_type);
  return types.findLast((type) => typeof type === 'string')?.toLowerCase();
}

const usesDpop = ({ provider }: Evidence) => provider?.dpop === true;

/** Causes in tokens that are bound to a key, or should be (DPoP, RFC 9449 section 5). */
export const dpopRows: readonly Row[] = [
  {
    when: (evidence) =>
      evidence.code === 'token-invalid' && usesDpop(evidence) && issuedType(evidence) === 'bearer',
    cause: ({ name }) =>
      `${name} issued a bearer token in response to a DPoP proof: it does not support DPoP, or not for this client.`,
    fix: ({ name, places }) =>
      `Require DPoP for the client of ${places.clientId} at ${name}, or remove dpop from ${providerFile}.`,
  },
  {
    when: (evidence) => {
      const needsProof = /dpop/.test(evidence.errorDescription) || issuedType(evidence) === 'dpop';
      return evidence.step === 'token' && !usesDpop(evidence) && needsProof;
    },
    cause: ({ name }) => `${name} requires that the tokens of this client are bound to a key (DPoP).`,
    fix: () => `Set dpop: true in ${providerFile}.`,
  },
  {
    when: ({ error }) => error === 'invalid_dpop_proof',
    cause: ({ name, errorDescription }) => `${name} rejected the DPoP proof (${errorDescription}).`,
    fix: ({ name }) => `Set the date and time of this computer, and let ${name} accept ES256 for proofs.`,
  },
];
