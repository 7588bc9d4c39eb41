import { enterOverHttp } from '../../http/enter-over-http.ts';

/** Fetches a path as a browser that opened the URL with the token. */
export async function getEntered(
  address: string,
  path = '/',
  headers: Record<string, string> = {},
): Promise<Response> {
  const entered = await enterOverHttp(address);
  return fetch(new URL(path, entered.url), { headers: { ...entered.headers, ...headers } });
}

/** The URL of an origin without the token. */
export function withoutToken(address: string): string {
  return new URL('/', address).href;
}
