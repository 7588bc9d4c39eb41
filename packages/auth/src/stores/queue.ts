/** Runs work under a name after all earlier work under the same name has ended. */
export type InOrder = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** First in, first out per name, within this process; different names do not wait for each other. */
export function queues(): InOrder {
  const last = new Map<string, Promise<void>>();
  return async (name, work) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work);
    // The next in line waits for the end of this one, whichever end it is; its own caller gets the failure.
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    last.set(name, settled);
    try {
      return await mine;
    } finally {
      if (last.get(name) === settled) last.delete(name);
    }
  };
}
