import { tokenHeader } from './token.ts';

/** What a browser has once it opened an address with a token, for a client that is no browser. */
export interface Entered {
  /** Of the origin behind the address. */
  readonly url: string;
  /** The cookie, and the token for what acts. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Opens an address with a token, as `startSimulator` gives it.
 *
 * @throws Error when it is none of a running simulator's
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
