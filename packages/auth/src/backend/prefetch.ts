import type { Request } from 'express';

/** Fetch standard, "Sec-Purpose", and what browsers sent before it: Chromium and Safari `Purpose`, Firefox `X-Moz`. */
const headers = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

/** Whether a browser loads a page that the person has not opened, and may never open. */
export function isPrefetch(request: Pick<Request, 'headers'>): boolean {
  return headers.some((name) => /prefetch|prerender|preview/i.test(String(request.headers[name] ?? '')));
}
