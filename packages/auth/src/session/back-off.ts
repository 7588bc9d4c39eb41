import { AuthError } from '../core/errors.ts';
import { retryAfter } from '../core/retry-after.ts';
import type { ResolvedProvider } from '../core/settings.ts';

/**
 * Leaves a provider alone for as long as it asks (RFC 9110 section 10.2.3): what is asked of it without anybody having
 * pressed a button would otherwise be asked again with every call.
 */
export class BackOff {
  readonly #now: () => number;
  /** Until when, by provider, in milliseconds since the epoch. */
  readonly #until = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws AuthError `provider-unreachable` without a request while the provider is left alone; what `request` throws */
  async ask<T>({ id, name }: ResolvedProvider, request: () => Promise<T>): Promise<T> {
    const left = (this.#until.get(id) ?? 0) - this.#now();
    if (left > 0) throw busy(name, left);
    try {
      return await request();
    } catch (error) {
      const outOfOrder = error instanceof AuthError && error.code === 'provider-unreachable';
      const wait = outOfOrder ? retryAfter(error, this.#now()) : undefined;
      if (wait === undefined) throw error;
      this.#until.set(id, this.#now() + wait);
      throw busy(name, wait, error);
    }
  }
}

function busy(name: string, milliseconds: number, cause?: unknown): AuthError {
  const message = `${name} is busy and asks to be left alone for ${Math.ceil(milliseconds / 1000)} s.`;
  return new AuthError('provider-unreachable', message, { cause });
}
