import { AuthError, type AuthErrorCode } from '../errors.ts';

const ONE_MEBIBYTE = 1024 * 1024;

export interface Limit {
  /** The limit in bytes, after decompression. A larger Content-Length is rejected before reading. Default: 1 MiB. */
  readonly bytes?: number;
  /** The error code for a larger response. Default: `exchange-failed`. */
  readonly problem?: AuthErrorCode;
  /** Several responses can share a limit. A larger one waits for its turn before the rest is read. */
  readonly share?: {
    /** The number of bytes that are read without waiting. */
    readonly free: number;
    readonly turn: () => Promise<void>;
  };
  /** Aborts reading. The promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Reads a body up to a limit. An untrusted server therefore controls neither the memory nor the time that a sign-in
 * takes.
 *
 * @returns a response with the same status and headers and its body in memory; one without a body is returned unchanged
 * @throws AuthError `problem` for a larger body; the rejection of the stream (timeout, lost connection), also while
 *   waiting for a turn; and the reason of the signal
 */
export async function limitBody(
  response: Response,
  { bytes = ONE_MEBIBYTE, problem = 'exchange-failed', share, signal }: Limit = {},
): Promise<Response> {
  if (!response.body) return response;
  const reader = response.body.getReader();
  // Not awaited: a stream that never finishes cancelling would block the sign-in.
  const giveUp = () => void reader.cancel().catch(() => undefined);
  const refuse = () => {
    giveUp();
    return new AuthError(problem, `The provider's answer is larger than ${bytes} bytes.`);
  };
  if (signal?.aborted) {
    giveUp();
    throw signal.reason;
  }
  if (Number(response.headers.get('content-length')) > bytes) throw refuse();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let waited = false;
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) break;
      size += value.byteLength;
      if (size > bytes) throw refuse();
      chunks.push(value);
      if (!share || waited || size <= share.free) continue;
      waited = true;
      // A response that has ended meanwhile needs no turn.
      await Promise.race([share.turn(), reader.closed]);
    }
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
  const { status, statusText, headers } = response;
  return new Response(concatenate(chunks, size), { status, statusText, headers });
}

/** Not a Blob, which takes 0.1 ms longer to read. */
function concatenate(chunks: readonly Uint8Array<ArrayBuffer>[], size: number): Uint8Array<ArrayBuffer> {
  const [first] = chunks;
  if (chunks.length === 1 && first) return first;
  const body = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}
