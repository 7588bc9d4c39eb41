/** One error of a chain. openid-client attaches the Response, the claims or the key to it. */
export type Cause = Readonly<Record<string, unknown>>;

/**
 * Returns an error and its causes, outermost first. openid-client wraps unknown errors. A cycle ends the chain.
 *
 * @param limit the most causes to return
 */
export function causeChain(error: unknown, limit = Number.POSITIVE_INFINITY): readonly Cause[] {
  const causes: Cause[] = [];
  for (let current = error; isCause(current) && !causes.includes(current); current = current.cause) {
    if (causes.length === limit) break;
    causes.push(current);
  }
  return causes;
}

function isCause(value: unknown): value is Cause {
  return typeof value === 'object' && value !== null;
}
