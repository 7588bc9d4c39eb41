import { requestOf } from './api-request.ts';

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

/**
 * Takes the arguments of `fetch`.
 *
 * @throws SignInError `request-invalid`
 */
export async function relayOf(url: string, init?: RequestInit): Promise<RelayedRequest> {
  const { body, ...request } = await requestOf(url, init);
  return { url, ...request, ...(body && { body: toBase64(body) }) };
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
