interface Failure {
  readonly headers?: Headers;
  readonly response?: { readonly headers?: Headers };
  readonly cause?: Failure;
}

/** A header of the answer behind an error: openid-client keeps the Response as a cause, or as a member of the error. */
export function headerBehind(error: unknown, name: string): string | undefined {
  for (let current = error as Failure | undefined; current; current = current.cause) {
    const headers = (current.response ?? current).headers;
    if (typeof headers?.get === 'function') return headers.get(name) ?? undefined;
  }
  return undefined;
}
