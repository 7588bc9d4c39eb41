import { AuthError, type AuthErrorCode } from './errors.ts';

const ONE_MEBIBYTE = 1024 * 1024;

export interface Limit {
  /** The most that is read, counted after decompression; a larger Content-Length is refused unread. Default 1 MiB. */
  readonly bytes?: number;
  /** What a larger answer is. Default `exchange-failed`. */
  readonly problem?: AuthErrorCode;
}

/**
 * Reads a body to its end, or to a limit: whoever answers at a provider's address decides neither how much memory a
 * sign-in takes nor how long it reads.
 *
 * @returns a response with the same status and headers and its body in memory; one without a body as it came
 * @throws AuthError `problem` where there is more, and what the stream rejects with (a time-out, a lost
 *   connection)
 */
export async function limitBody(
  response: Response,
  { bytes = ONE_MEBIBYTE, problem = 'exchange-failed' }: Limit = {},
): Promise<Response> {
  if (!response.body) return response;
  const reader = response.body.getReader();
  const refuse = () => {
    // Not awaited: a source that never finishes cancelling would hold the sign-in up.
    reader.cancel().catch(() => undefined);
    return new AuthError(problem, `The provider's answer is larger than ${bytes} bytes.`);
  };
  if (Number(response.headers.get('content-length')) > bytes) throw refuse();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > bytes) throw refuse();
    chunks.push(value);
  }
  const { status, statusText, headers } = response;
  return new Response(new Blob(chunks), { status, statusText, headers });
}
