import { describe, expect, test } from '@jest/globals';
import { limitBody } from './response-limit.ts';

/** A body in chunks that records how much was read, and whether it was cancelled. */
function chunked(chunks: readonly string[], init?: ResponseInit) {
  const seen = { pulled: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[seen.pulled];
        if (chunk === undefined) return controller.close();
        seen.pulled += 1;
        controller.enqueue(new TextEncoder().encode(chunk));
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, response: new Response(body, init) };
}

const tooLarge = { code: 'exchange-failed', message: "The provider's answer is larger than 8 bytes." };

describe('a body', () => {
  test('of exactly the limit is read whole, with its status and headers', async () => {
    const { response } = chunked(['1234', '5678'], { status: 400, headers: { 'retry-after': '7' } });
    const limited = await limitBody(response, { bytes: 8 });
    expect(limited.status).toBe(400);
    expect(limited.headers.get('retry-after')).toBe('7');
    expect(await limited.text()).toBe('12345678');
  });

  test('of one byte more is rejected, and the rest is not read', async () => {
    const { response, seen } = chunked(['1234', '56789', 'secret', 'secret']);
    await expect(limitBody(response, { bytes: 8 })).rejects.toMatchObject(tooLarge);
    expect(seen).toEqual({ pulled: 2, cancelled: true });
  });

  test('with a larger Content-Length is rejected unread', async () => {
    const { response, seen } = chunked(['1'], { headers: { 'content-length': '9' } });
    await expect(limitBody(response, { bytes: 8 })).rejects.toMatchObject(tooLarge);
    expect(seen).toEqual({ pulled: 0, cancelled: true });
  });

  test('that is longer than its Content-Length is counted to its end', async () => {
    const { response } = chunked(['12345', '6789'], { headers: { 'content-length': '2' } });
    await expect(limitBody(response, { bytes: 8 })).rejects.toMatchObject(tooLarge);
  });

  test('whose stream never completes its cancellation does not block', async () => {
    const stuck = new ReadableStream({ cancel: () => new Promise(() => undefined) });
    const response = new Response(stuck, { headers: { 'content-length': '9' } });
    await expect(limitBody(response, { bytes: 8 })).rejects.toMatchObject(tooLarge);
  });

  test('is counted in bytes, not characters', async () => {
    await expect(limitBody(new Response('ééééé'), { bytes: 8 })).rejects.toMatchObject(tooLarge);
  });

  test('can have 1 MiB by default', async () => {
    const mebibyte = 'x'.repeat(1024 * 1024);
    expect(await (await limitBody(new Response(mebibyte))).text()).toHaveLength(mebibyte.length);
    await expect(limitBody(new Response(`${mebibyte}x`))).rejects.toMatchObject({ code: 'exchange-failed' });
  });

  test('that is interrupted rejects with the cause', async () => {
    const lost = new Error('terminated');
    const body = new ReadableStream({ pull: (controller) => controller.error(lost) });
    await expect(limitBody(new Response(body), { bytes: 8 })).rejects.toBe(lost);
  });

  test.each([204, 304])('that is absent (%i) passes', async (status) => {
    const response = new Response(null, { status });
    expect(await limitBody(response, { bytes: 8 })).toBe(response);
  });
});
