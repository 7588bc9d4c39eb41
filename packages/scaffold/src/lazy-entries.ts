/**
 * Returns entries with the given members. The first access to another member, or to the list of members, loads the
 * rest of all entries.
 *
 * `--help` and most errors need the names of the providers only. To read and parse the whole catalog takes longer
 * than the rest of such a run.
 *
 * @param known the members that each entry has without loading
 * @param load returns the other members of each entry, in the same order. Called once, and only if needed.
 */
export function lazyEntries(known: readonly object[], load: () => readonly object[]): readonly object[] {
  const entries = known.map((members) => ({ ...members }));
  let loaded = false;
  const loadAll = () => {
    if (loaded) return;
    loaded = true;
    for (const [index, members] of load().entries()) Object.assign(entries[index] ?? {}, members);
  };
  return entries.map(
    (entry) =>
      new Proxy(entry, {
        get(target, name) {
          if (!Object.hasOwn(target, name)) loadAll();
          return Reflect.get(target, name);
        },
        has(target, name) {
          loadAll();
          return Reflect.has(target, name);
        },
        ownKeys(target) {
          loadAll();
          return Reflect.ownKeys(target);
        },
      }),
  );
}
