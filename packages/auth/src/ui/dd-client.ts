/**
 * The part of Docker's `ddClient` that signing in needs, so that this entry depends on nothing.
 *
 * @see https://docs.docker.com/extensions/extensions-sdk/dev/api/overview/
 */
export interface DdClient {
  readonly extension: { readonly vm?: { readonly service?: HttpService } };
  readonly host: { openExternal(url: string): void };
}

/** `ddClient.extension.vm.service`, as far as it is needed. */
export interface HttpService {
  get(url: string): Promise<unknown>;
  post(url: string, data: unknown): Promise<unknown>;
}

/**
 * The body of a `vm.service` answer. Docker's documentation says the call resolves with the body; extension authors met
 * `{headers, status, data}` around it from Docker Desktop 4.42 on. All three keys, because a backend may well
 * answer an object that has a `data` of its own.
 */
export function bodyOf(response: unknown): unknown {
  const wrapped =
    typeof response === 'object' &&
    response !== null &&
    ['headers', 'status', 'data'].every((key) => key in response);
  return wrapped ? (response as { data: unknown }).data : response;
}
