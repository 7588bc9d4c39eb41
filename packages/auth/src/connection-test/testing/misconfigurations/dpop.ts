import { type Misconfiguration, refuse } from './misconfiguration.ts';

/** Tokens that are bound to a key (RFC 9449) on one side only. */
export const dpopOnOneSide: readonly Misconfiguration[] = [
  {
    what: 'DPoP in the settings, and bearer tokens',
    settings: { dpop: true },
    script: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse() });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /^Work issued a bearer token in response to a DPoP proof/,
    fix: /^Require DPoP for the client of WORK_CLIENT_ID at Work, or remove dpop from/,
  },
  {
    what: 'bound tokens without DPoP in the settings',
    script: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse({ token_type: 'DPoP' }) });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /^Work requires that the tokens of this client are bound to a key/,
    fix: /^Set dpop: true in/,
  },
  {
    what: 'a client that requires DPoP, without DPoP in the settings',
    script: (server) => {
      server.overrides.token = refuse('invalid_dpop_proof', 'The DPoP proof JWT header is missing.');
    },
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^Work requires that the tokens of this client are bound to a key/,
    fix: /^Set dpop: true in/,
  },
  {
    what: 'a proof that the server rejects',
    settings: { dpop: true },
    script: (server) => {
      server.overrides.token = refuse('invalid_dpop_proof', 'The algorithm is not supported.');
    },
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^Work rejected the DPoP proof \(invalid_dpop_proof the algorithm is not supported/,
    fix: /accept ES256/,
  },
];
