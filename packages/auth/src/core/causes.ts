/** One error of a chain; openid-client keeps the Response, the claims or the key that it was looking at in it. */
export type Cause = Readonly<Record<string, unknown>>;

/**
 * An error and what caused it, the outermost first: openid-client wraps what it does not know. A chain that leads back to
 * one of its own errors ends there.
 */
export function causeChain(error: unknown): readonly Cause[] {
  const causes: Cause[] = [];
  for (let current = error; isCause(current) && !causes.includes(current); current = current.cause) {
    causes.push(current);
  }
  return causes;
}

function isCause(value: unknown): value is Cause {
  return typeof value === 'object' && value !== null;
}
