import { AuthError, authErrorBehind } from '../core/errors.ts';
import { limitBody } from '../core/response-limit.ts';
import { Turns } from '../core/turns.ts';
import type { ApiRequest } from '../session/api.ts';
import type { Auth } from '../session/auth.ts';
import { optionalField, stringField } from './request-fields.ts';

const LARGEST_RESPONSE = 10 * 1024 * 1024;
/** What each response may take whatever the others do: as much as a connection buffers while its reader does not read. */
const SMALL_RESPONSE = 64 * 1024;
/** Larger ones at a time. Each is in memory several times over: as bytes, as Base64, as JSON and as what is being sent. */
const LARGE_RESPONSES_AT_ONCE = 2;

/** What the UI gets of a provider's answer. */
export interface RelayedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Base64, so that it may be anything. */
  readonly body: string;
}

/**
 * Sends a request of the UI to a provider's API (see Auth.fetch) and packs the answer for the socket.
 *
 * @param ended aborts when the answer has been sent or the UI has gone away: until then it counts as being in memory
 * @throws AuthError `request-invalid` for a request that is not one, or a response larger than 10 MiB;
 *   `provider-unreachable` for a response that breaks off or takes too long; and what `Auth.fetch` throws
 */
export type Relay = (auth: Auth, request: unknown, ended: AbortSignal) => Promise<RelayedResponse>;

/** Cookies of a provider's API are no business of the UI; the lengths of what was unpacked here would be wrong. */
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

/** The headers are checked where they are sent. */
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
  const message = `The response of ${new URL(url).host} broke off, or took too long.`;
  return new AuthError('provider-unreachable', message, { cause });
}
