import { AuthError } from '../core/errors.ts';
import { limitBody } from '../core/response-limit.ts';
import type { Auth } from '../session/auth.ts';
import { optionalField, stringField } from './request-fields.ts';

const LARGEST_RESPONSE = 10 * 1024 * 1024;

/** What the UI gets of a provider's answer. */
export interface RelayedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Base64, so that it may be anything. */
  readonly body: string;
}

/** Cookies of a provider's API are no business of the UI; the lengths of what was unpacked here would be wrong. */
const withheld = new Set(['set-cookie', 'content-encoding', 'content-length', 'transfer-encoding']);

/** Sends a request of the UI to a provider's API (see Auth.fetch) and packs the answer for the socket. */
export async function relay(auth: Auth, request: unknown): Promise<RelayedResponse> {
  const who = stringField(request, 'account');
  const url = stringField(request, 'url');
  const method = optionalField(request, 'method');
  const body = optionalField(request, 'body');
  const response = await auth.fetch(who, url, {
    headers: headersOf(request),
    ...(method && { method }),
    ...(body !== undefined && { body: Buffer.from(body, 'base64') }),
  });
  const limited = await limitBody(response, { bytes: LARGEST_RESPONSE, problem: 'request-invalid' });
  return {
    status: limited.status,
    headers: Object.fromEntries([...limited.headers].filter(([name]) => !withheld.has(name))),
    body: Buffer.from(await limited.arrayBuffer()).toString('base64'),
  };
}

function headersOf(request: unknown): Record<string, string> {
  const headers = (request as { headers?: unknown }).headers ?? {};
  const entries = Object.entries(headers);
  if (typeof headers !== 'object' || entries.some(([, value]) => typeof value !== 'string')) {
    throw new AuthError('request-invalid', '"headers" of the request is not an object of strings.');
  }
  return headers as Record<string, string>;
}
