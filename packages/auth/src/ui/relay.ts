/** A request to a provider's API on the extension's socket. The body is Base64. */
interface RelayedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A response of a provider's API on the extension's socket. The body is Base64. */
export interface RelayedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Statuses whose responses have no body (Fetch standard, "null body status"). */
const bodiless = new Set([101, 103, 204, 205, 304]);

/** Takes the arguments of `fetch`, so that all kinds of bodies (JSON, forms, files) work. */
export async function relayOf(url: string, init: RequestInit = {}): Promise<RelayedRequest> {
  // Request takes a URL only. This one is not sent: the backend knows the endpoint.
  const request = new Request(url === 'userinfo_endpoint' ? 'https://provider.invalid' : url, init);
  const body = new Uint8Array(await request.arrayBuffer());
  return {
    url,
    method: request.method,
    headers: Object.fromEntries(request.headers),
    ...(body.length > 0 && { body: toBase64(body) }),
  };
}

export function responseOf({ status, headers, body }: RelayedResponse): Response {
  return new Response(bodiless.has(status) ? null : fromBase64(body), { status, headers });
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
