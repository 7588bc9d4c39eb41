import { AuthError, authErrorBehind } from '../core/errors.ts';
import { limitBody } from '../core/http/response-limit.ts';
import { Turns } from '../core/http/turns.ts';
import type { ApiRequest } from '../session/api-calls/api.ts';
import type { Auth } from '../session/auth.ts';
import { optionalField, stringField } from './request-fields.ts';

const LARGEST_RESPONSE = 10 * 1024 * 1024;
/** The memory that each response may use regardless of the others: what a connection buffers anyway. */
const SMALL_RESPONSE = 64 * 1024;
/**
 * The number of larger responses at a time. Each is in memory several times: as bytes, Base64, JSON, and in the send
 * buffer.
 */
const LARGE_RESPONSES_AT_ONCE = 2;

/** The response of a provider's API, as the UI receives it. */
export interface RelayedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Base64, because a body can be binary. */
  readonly body: string;
}

/**
 * Sends a request of the UI to a provider's API (see Auth.fetch) and encodes the response for the socket.
 *
 * @param ended aborts when the response has been sent or the UI has disconnected; until then the response counts as in
 *   memory
 * @throws AuthError `request-invalid` for a malformed request, or a response larger than 10 MiB; `provider-unreachable`
 *   for a response that is incomplete or takes too long; and the errors of `Auth.fetch`
 */
export type Relay = (auth: Auth, request: unknown, ended: AbortSignal) => Promise<RelayedResponse>;

/** The UI must not receive the cookies of a provider's API. The lengths would be wrong after decompression. */
const withheld = new Set(['set-cookie', 'content-encoding', 'content-length', 'transfer-encoding']);

/** Responses of one relay share a limit: two large ones at a time, of at most 10 MiB each. */
export function createRelay(): Relay {
  const large = new Turns(LARGE_RESPONSES_AT_ONCE);
  return async (auth, request, ended) => {
    const who = stringField(request, 'account');
    const url = stringField(request, 'url');
    const response = await auth.fetch(who, url, apiRequestOf(request));
    const share = { free: SMALL_RESPONSE, turn: () => large.take(ended) };
    const limit = { bytes: LARGEST_RESPONSE, problem: 'request-invalid', share, signal: ended } as const;
    const limited = await limitBody(response, limit).catch((caught) => {
      throw authErrorBehind(caught) ?? brokenOff(url, caught);
    });
    return {
      status: limited.status,
      headers: Object.fromEntries([...limited.headers].filter(([name]) => !withheld.has(name))),
      body: Buffer.from(await limited.arrayBuffer()).toString('base64'),
    };
  };
}

/** `requestHeaders` checks the headers before they are sent. */
function apiRequestOf(request: unknown): ApiRequest {
  const method = optionalField(request, 'method');
  const body = optionalField(request, 'body');
  const { headers } = request as Pick<ApiRequest, 'headers'>;
  return {
    ...(headers !== undefined && { headers }),
    ...(method && { method }),
    ...(body !== undefined && { body: Buffer.from(body, 'base64') }),
  };
}

function brokenOff(url: string, cause: unknown): AuthError {
  const host = URL.canParse(url) ? new URL(url).host : 'the provider';
  const message = `The response of ${host} broke off, or took too long.`;
  return new AuthError('provider-unreachable', message, { cause });
}
