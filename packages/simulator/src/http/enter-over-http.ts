import { tokenHeader } from './token.ts';

/** What a browser has after it opened a URL with a token, for a client that is not a browser. */
export interface Entered {
  /** URL of the origin, without the token. */
  readonly url: string;
  /** The cookie, and the token for requests that act. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Opens a URL with a token, as returned by `startSimulator`.
 *
 * @throws Error if no running simulator accepts the URL
 */
export async function enterOverHttp(address: string): Promise<Entered> {
  const response = await fetch(address);
  const [cookie] = response.headers.getSetCookie().map((header) => header.split(';')[0]);
  if (!response.ok || cookie === undefined) {
    throw new Error(`The simulator does not let ${new URL(address).origin} be opened: ${response.status}.`);
  }
  const token = new URL(address).searchParams.get('token') ?? '';
  return { url: new URL('/', address).href, headers: { cookie, [tokenHeader]: token } };
}
