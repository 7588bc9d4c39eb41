import { type Host, isHost } from '@ddext-oauth/providers';
import { AuthError } from '../core/errors.ts';

/** @throws AuthError `request-invalid` if the field is missing, empty or not a string */
export function stringField(body: unknown, name: string): string {
  const value = optionalField(body, name);
  if (!value) throw new AuthError('request-invalid', `The request has no "${name}".`);
  return value;
}

/** Returns undefined for a host that is not known here: the page may be newer. */
export function hostField(body: unknown): Host | undefined {
  const host = optionalField(body, 'host');
  return isHost(host) ? host : undefined;
}

/** @throws AuthError `request-invalid` if the field exists and is not a string */
export function optionalField(body: unknown, name: string): string | undefined {
  const value: unknown = (body as Record<string, unknown> | undefined)?.[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new AuthError('request-invalid', `"${name}" of the request is not a string.`);
}

/** @throws AuthError `request-invalid` if the field is missing, empty, or not an array of strings */
export function stringsField(body: unknown, name: string): string[] {
  const value: unknown = (body as Record<string, unknown> | undefined)?.[name];
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'))
    return value;
  throw new AuthError('request-invalid', `"${name}" of the request is not a list of strings.`);
}

/** @throws AuthError `request-invalid` if the field exists and is not a number */
export function numberField(body: unknown, name: string): number | undefined {
  const value: unknown = (body as Record<string, unknown> | undefined)?.[name];
  if (value === undefined || typeof value === 'number') return value;
  throw new AuthError('request-invalid', `"${name}" of the request is not a number.`);
}
