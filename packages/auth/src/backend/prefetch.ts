import type { Request } from 'express';

/** `Sec-Purpose` of the Fetch standard, and older headers: `Purpose` (Chromium, Safari) and `X-Moz` (Firefox). */
const headers = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

/** Returns whether a browser prefetches a page that the user has not opened. */
export function isPrefetch(request: Pick<Request, 'headers'>): boolean {
  return headers.some((name) => /prefetch|prerender|preview/i.test(String(request.headers[name] ?? '')));
}
