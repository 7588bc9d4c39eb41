/** Explains each request parameter, with its RFC section. Shown beside its value. */
export const requestMeanings: ReadonlyMap<string, string> = new Map([
  [
    'response_type',
    'requests a code, the only response type that keeps tokens out of the URL (RFC 6749 section 4.1.1)',
  ],
  ['client_id', 'who is asking: what the provider gave you when you registered (RFC 6749 section 2.2)'],
  [
    'redirect_uri',
    'where the provider redirects the browser; must be registered exactly (RFC 9700 section 2.1)',
  ],
  ['scope', 'what the extension may do (RFC 6749 section 3.3)'],
  ['state', 'binds the response to this attempt and this browser (RFC 6749 section 10.12)'],
  ['nonce', 'ties the ID token to this attempt (OpenID Connect Core 1.0 section 3.1.2.1)'],
  ['code_challenge', 'the hash of a secret that the exchange has to show (RFC 7636 section 4.2)'],
  ['code_challenge_method', 'how it was hashed (RFC 7636 section 4.3)'],
  ['dpop_jkt', 'the key that the code will be bound to (RFC 9449 section 10)'],
  ['DPoP', 'proves possession of the key that the tokens are bound to (RFC 9449 section 4)'],
  ['prompt', 'whether the provider asks again (OpenID Connect Core 1.0 section 3.1.2.1)'],
  ['access_type', "Google's word for a refresh token"],
  ['audience', 'the API that the token is for, at this provider'],
  ['token_access_type', "Dropbox's word for a refresh token"],
  ['request_uri', 'the request itself, pushed to the provider before (RFC 9126 section 4)'],
  ['grant_type', 'what is handed in for tokens (RFC 6749 section 4)'],
  ['code', 'what the browser brought; good once (RFC 6749 section 4.1.2)'],
  ['code_verifier', 'the secret behind the challenge (RFC 7636 section 4.5)'],
  ['client_secret', 'proves who is asking (RFC 6749 section 2.3.1)'],
  ['client_assertion', 'proves who is asking, signed with a key (RFC 7523 section 2.2)'],
  ['client_assertion_type', 'that the proof is a signed token (RFC 7523 section 2.2)'],
  ['refresh_token', 'what renews the access token (RFC 6749 section 6)'],
  ['token', 'what is to be revoked (RFC 7009 section 2.1)'],
  ['token_type_hint', 'which kind it is (RFC 7009 section 2.1)'],
]);

/** Explains each parameter of callbacks and token responses. */
export const responseMeanings: ReadonlyMap<string, string> = new Map([
  ['code', 'to be exchanged for tokens, once (RFC 6749 section 4.1.2)'],
  ['state', 'must be the one that was sent (RFC 6749 section 4.1.2)'],
  ['iss', 'the issuer of the response; must be the requested provider (RFC 9207 section 2)'],
  [
    'session_state',
    'for session management, which is not used here (OpenID Connect Session Management 1.0 section 2)',
  ],
  ['error', 'why not (RFC 6749 section 4.1.2.1)'],
  ['error_description', 'the same in words (RFC 6749 section 4.1.2.1)'],
  [
    'access_token',
    'goes into the Authorization header of API calls, and stays in the backend (RFC 6750 section 2.1)',
  ],
  ['token_type', 'how it is used: bearer, or DPoP if it is bound to a key (RFC 6749 section 7.1)'],
  ['expires_in', 'seconds until it ends; renewed shortly before (RFC 6749 section 5.1)'],
  ['refresh_token', 'renews the access token; may be replaced each time (RFC 6749 section 6)'],
  ['id_token', 'who signed in, signed by the provider (OpenID Connect Core 1.0 section 2)'],
  ['scope', 'what was granted; may be less than what was asked for (RFC 6749 section 5.1)'],
]);
