import { withoutEcho } from './echo.ts';
import { errorMembers } from './normalize-error.ts';
import { hasAccessToken, successMembers } from './normalize-members.ts';
import { type Members, parseMembers } from './response-body.ts';

/** Say how the old body was written, and would be wrong about the new one. */
const bodyHeaders = ['content-length', 'content-encoding', 'transfer-encoding'];

/**
 * Turns a token endpoint's answer in a provider's own dialect into what RFC 6749 sections 5.1 and 5.2 and RFC 8628
 * section 3.5 describe. An error stays one, whatever its status said; a success stays one only without an `error`.
 *
 * What it cannot read, redirects and the 5xx come back as they came, so that "try again" is still told from "refused".
 *
 * @param response with its body unread and of limited size, see {@link import('./response-limit.ts').limitBody}
 * @param secrets called for an error: what was sent to get it, and has no place in what an error says
 * @returns the same headers but for those of the body; a JSON object, or the body as it came
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

/** Undefined for members that are nested too deep. */
function rewrite(response: Response, status: number, members: Members): Response | undefined {
  const body = stringify(members);
  if (body === undefined) return undefined;
  const headers = new Headers(response.headers);
  for (const name of bodyHeaders) headers.delete(name);
  // openid-client reads the challenge of a 401 first, and would report that in place of the error in the body.
  if (status >= 400) headers.delete('www-authenticate');
  headers.set('content-type', 'application/json');
  return new Response(body, { status, headers });
}

/** JSON.parse takes an object of any depth, JSON.stringify only what fits the stack. */
function stringify(members: Members): string | undefined {
  try {
    return JSON.stringify(members);
  } catch {
    return undefined;
  }
}
