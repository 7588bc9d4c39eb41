import { withoutEcho } from '../http/echo.ts';
import { type Members, parseMembers } from '../http/response-body.ts';
import { errorMembers } from './normalize-error.ts';
import { hasAccessToken, successMembers } from './normalize-members.ts';

/** Headers that describe the old body. */
const bodyHeaders = ['content-length', 'content-encoding', 'transfer-encoding'];

/**
 * Normalizes a response of the token endpoint to RFC 6749 sections 5.1 and 5.2 and RFC 8628 section 3.5. An error stays
 * an error, whatever its status. A success stays a success only without an `error` member.
 *
 * Unreadable responses, redirects and 5xx are returned unchanged, so that "try again" stays distinct from "rejected".
 *
 * @param response a response with an unread body of limited size, see {@link import('../http/response-limit.ts').limitBody}
 * @param secrets called for an error: returns the secrets of the request, which an error must not contain
 * @returns the same headers except for those of the body; a JSON object, or the unchanged body
 */
export async function normalizeTokenResponse(
  response: Response,
  secrets: () => readonly string[] = () => [],
): Promise<Response> {
  const refused = response.status >= 400 && response.status < 500;
  if (!response.body || (!response.ok && !refused)) return response;
  const text = await response.text();
  const { status, statusText } = response;
  const unchanged = () => new Response(text, { status, statusText, headers: response.headers });
  const members = parseMembers(text, response);
  if (!members) return unchanged();
  if (errorMembers(members, status)) {
    const error = errorMembers(withoutEcho(members, secrets()), status);
    return rewrite(response, refused ? status : 400, { ...error }) ?? unchanged();
  }
  if (refused) return unchanged();
  const success = successMembers(members);
  return rewrite(response, hasAccessToken(success) ? 200 : status, success) ?? unchanged();
}

/** Returns undefined for members that are nested too deeply. */
function rewrite(response: Response, status: number, members: Members): Response | undefined {
  const body = stringify(members);
  if (body === undefined) return undefined;
  const headers = new Headers(response.headers);
  for (const name of bodyHeaders) headers.delete(name);
  // openid-client would report the challenge of a 401 instead of the error in the body.
  if (status >= 400) headers.delete('www-authenticate');
  headers.set('content-type', 'application/json');
  return new Response(body, { status, headers });
}

/** JSON.parse accepts any depth. JSON.stringify is limited by the stack. */
function stringify(members: Members): string | undefined {
  try {
    return JSON.stringify(members);
  } catch {
    return undefined;
  }
}
