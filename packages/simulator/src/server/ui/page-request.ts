import type { Request } from 'express';

/** Whether a browser loads the response as a page. A script that fetches HTML gets it unchanged. */
export function isPageRequest(request: Request): boolean {
  const destination = request.get('sec-fetch-dest') ?? 'document';
  return request.method === 'GET' && (destination === 'document' || destination === 'iframe');
}
