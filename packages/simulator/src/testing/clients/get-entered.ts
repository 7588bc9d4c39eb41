import { enterOverHttp } from '../../http/enter-over-http.ts';

/** Fetches a path of an origin as a browser would that opened the address with the token. */
export async function getEntered(
  address: string,
  path = '/',
  headers: Record<string, string> = {},
): Promise<Response> {
  const entered = await enterOverHttp(address);
  return fetch(new URL(path, entered.url), { headers: { ...entered.headers, ...headers } });
}

/** The address of an origin without the token. */
export function withoutToken(address: string): string {
  return new URL('/', address).href;
}
