import { type Problem, problem } from '../sources/problem.ts';
import type { Tree } from '../sources/tree.ts';
import { defineRule } from './rule.ts';

/** What may stand where; a list is described by its one item, a value by null. */
interface Shape {
  readonly [key: string]: Shape | readonly [Shape] | null;
}

const path: readonly [Shape] = [{ path: null }];
const shape: Shape = {
  icon: null,
  ui: { 'dashboard-tab': { title: null, root: null, src: null, backend: { socket: null } } },
  vm: { image: null, composefile: null, exposes: { socket: null } },
  host: { binaries: [{ darwin: path, windows: path, linux: path }] },
};

export const metadataKeys = defineRule({
  id: 'metadata-keys',
  severity: 'warning',
  over: 'both',
  needs: ['metadata'],
  what: 'metadata.json has the keys that Docker reads, and no others.',
  why: '`docker extension validate` rejects a key that is not in its schema: "Additional property name is not allowed".',
  source: 'https://docs.docker.com/extensions/extensions-sdk/architecture/metadata/',
  fix: 'Remove the key (also $schema), or correct its name.',
  check: ({ metadata }) => (metadata ? unknownKeys(metadata, shape, []) : []),
});

function unknownKeys(metadata: Tree, known: Shape, at: readonly (string | number)[]): Problem[] {
  return Object.keys(metadata.objectAt(...at)).flatMap((key) => {
    const [below, here] = [known[key], [...at, key]];
    if (below === undefined)
      return [problem(metadata.place(...here), `Docker does not read ${here.join('.')}.`)];
    if (below === null) return [];
    if (!isList(below)) return unknownKeys(metadata, below, here);
    return metadata.listAt(...here).flatMap((_, index) => unknownKeys(metadata, below[0], [...here, index]));
  });
}

const isList = (shape: Shape | readonly [Shape]): shape is readonly [Shape] => Array.isArray(shape);
