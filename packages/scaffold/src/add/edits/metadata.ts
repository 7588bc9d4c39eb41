import { editJson, type Tree } from '../../merge/edit-data.ts';
import { edited } from './failure.ts';

type Members = { readonly [name: string]: Tree };

/** Names the compose file and the socket in metadata.json. `vm.image`, which a compose file replaces, is removed. */
export function withCompose(
  path: string,
  text: string,
  { composefile, socket }: { readonly composefile: string; readonly socket: string },
): string {
  return edited(path, () =>
    editJson(text, (value) => {
      const root = value as Members;
      const { image: _image, exposes, ...vm } = (root.vm ?? {}) as Members;
      return {
        ...root,
        vm: { ...vm, composefile, exposes: { ...((exposes ?? {}) as Members), socket } },
      };
    }),
  );
}

/** Adds dependencies to a package.json, in alphabetical order if they are in that order. */
export function withDependencies(
  path: string,
  text: string,
  added: Readonly<Record<string, string>>,
): string {
  return edited(path, () =>
    editJson(text, (value) => {
      const root = value as Members;
      const dependencies = (root.dependencies ?? {}) as Members;
      const names = Object.keys(dependencies);
      const isSorted = names.every((name, index) => index === 0 || (names[index - 1] ?? '') <= name);
      const all = Object.entries({ ...dependencies, ...added });
      const ordered = isSorted ? all.sort(([a], [b]) => (a < b ? -1 : 1)) : all;
      return { ...root, dependencies: Object.fromEntries(ordered) };
    }),
  );
}
