/** Runs work after all earlier work with the same name. */
export type InOrder = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Creates queues by name within this process. Different names do not wait for each other. */
export function queues(): InOrder {
  const last = new Map<string, Promise<void>>();
  return async (name, work) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work);
    // The next work waits until this one settles. Only its own caller gets a rejection.
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
