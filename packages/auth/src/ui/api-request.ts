import type { USER_INFO } from '../core/client/api-hosts.ts';
import { SignInError } from './sign-in-error.ts';

/** Not imported, so that the page carries no code of the core. */
const userInfo: typeof USER_INFO = 'userinfo_endpoint';

/** The arguments of `fetch`, with a body of any kind as bytes. */
interface FetchedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/**
 * Takes the arguments of `fetch`, so that all kinds of bodies (JSON, forms, files) work.
 *
 * @throws SignInError `request-invalid`
 */
export async function requestOf(url: string, init?: RequestInit): Promise<FetchedRequest> {
  try {
    // Request takes a URL only. This one is not sent: `Auth.fetch` knows the endpoint.
    const request = new Request(url === userInfo ? 'https://provider.invalid' : url, init);
    const { method, headers } = request;
    const body = new Uint8Array(await request.arrayBuffer());
    return { method, headers: Object.fromEntries(headers), ...(body.length > 0 && { body }) };
  } catch (cause) {
    const message = 'This request cannot be sent: look at its address, method, headers and body.';
    const advice = "The extension's developer has to correct the request.";
    throw new SignInError({ code: 'request-invalid', message, advice }, { cause });
  }
}
