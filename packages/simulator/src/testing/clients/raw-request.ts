import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RawRequest {
  readonly method?: string;
  /** Sent unchanged, including Host, which fetch does not allow. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request without following redirects. */
export function rawRequest(
  url: string | URL,
  { method, headers, body }: RawRequest = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    request(url, { method: method ?? 'GET', headers: headers ?? {}, agent: false }, (answer) => {
      const { statusCode: status, headers: received } = answer;
      text(answer).then((got) => resolve({ status, headers: received, body: got }), reject);
    })
      .on('error', reject)
      .end(body);
  });
}
