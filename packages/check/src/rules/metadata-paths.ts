import { posix } from 'node:path';
import { problem } from '../sources/problem.ts';
import type { Tree } from '../sources/tree.ts';
import { defineRule } from './rule.ts';

const platforms = ['darwin', 'windows', 'linux'];

export const metadataPaths = defineRule({
  id: 'metadata-paths',
  over: 'both',
  what: 'The image contains metadata.json at its root, and every file that it refers to.',
  why: 'Docker Desktop copies these files from the image during installation. A missing file makes the installation fail.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/architecture/metadata/',
  fix: 'COPY the file to that path in the last stage of the Dockerfile, or correct the path.',
  check: ({ metadata, contains, imagePlace }) => {
    if (metadata === undefined) return [];
    return [
      ...(contains('/metadata.json')
        ? []
        : [problem(imagePlace, 'The image does not contain /metadata.json.')]),
      ...namedIn(metadata)
        .filter(({ path }) => !contains(path))
        .map(({ path, keys }) =>
          problem(
            metadata.place(...keys),
            `The image does not contain ${path}, which ${keys.join('.')} refers to.`,
          ),
        ),
    ];
  },
});

function namedIn(metadata: Tree): { path: string; keys: (string | number)[] }[] {
  const binaries = metadata.listAt('host', 'binaries').flatMap((_, group) =>
    platforms.flatMap((platform) =>
      metadata.listAt('host', 'binaries', group, platform).map((_, index) => {
        const keys = ['host', 'binaries', group, platform, index, 'path'];
        return { value: metadata.at(...keys), keys };
      }),
    ),
  );
  const tab = ['ui', 'dashboard-tab'];
  const [root, src] = [metadata.at(...tab, 'root'), metadata.at(...tab, 'src')];
  const entry = typeof root === 'string' && typeof src === 'string' ? posix.join(root, src) : undefined;
  const named = [
    { value: metadata.at('icon'), keys: ['icon'] },
    { value: entry, keys: [...tab, 'src'] },
    { value: metadata.at('vm', 'composefile'), keys: ['vm', 'composefile'] },
    ...binaries,
  ];
  return named.flatMap(({ value, keys }) =>
    typeof value === 'string' ? [{ path: posix.resolve('/', value), keys }] : [],
  );
}
