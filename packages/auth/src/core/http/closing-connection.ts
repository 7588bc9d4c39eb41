/**
 * Returns headers with which a request leaves no idle connection behind. `fetch` shares idle connections between all requests to an
 * origin, and a server could close one just when it receives a code or a refresh token, which must not be sent twice (RFC 9110
 * section 9.2.2). A browser ignores the header, and handles this itself.
 *
 * API calls keep their connections open: on a connection that closes, `fetch` of Node accepts an interrupted response as complete.
 * If the API has the origin of the token endpoint, a token request can therefore still use an idle connection of an API call.
 */
export function closingConnection(headers?: HeadersInit): Headers {
  const closing = new Headers(headers);
  closing.set('connection', 'close');
  return closing;
}
