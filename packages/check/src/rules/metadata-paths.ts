import { posix } from 'node:path';
import { problem } from '../sources/problem.ts';
import type { Contained } from '../sources/stage-reader.ts';
import type { Tree } from '../sources/tree.ts';
import { defineRule, partly } from './rule.ts';

const platforms = ['darwin', 'windows', 'linux'];

export const metadataPaths = defineRule({
  id: 'metadata-paths',
  severity: 'error',
  over: 'both',
  needs: ['metadata'],
  what: 'The image contains metadata.json at its root, and every file that it refers to.',
  why: 'Docker Desktop copies these files from the image during installation. A missing file makes the installation fail.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/architecture/metadata/',
  fix: 'COPY the file to that path in the last stage of the Dockerfile, or correct the path.',
  check: ({ metadata, contents, imagePlace }) => {
    if (metadata === undefined) return [];
    const own = {
      path: '/metadata.json',
      at: imagePlace,
      sentence: 'The image does not contain /metadata.json',
    };
    const named = namedIn(metadata).map(({ path, keys }) => ({
      path,
      at: metadata.place(...keys),
      sentence: `The image does not contain ${path}, which ${keys.join('.')} refers to`,
      isBinary: keys[0] === 'host',
    }));
    const found = [own, ...named].map((each) => ({ ...each, ...contents(each.path) }));
    return partly(
      found.flatMap((each) =>
        each.is === 'missing' && !isNotBuiltYet(each) ? [problem(each.at, `${each.sentence}.`)] : [],
      ),
      found.flatMap((each) => {
        if (each.is === 'unknown')
          return [`whether the image contains ${each.path} is unknown: ${each.reason}`];
        return isNotBuiltYet(each)
          ? [`whether the image contains ${each.path} is unknown: ${each.source} is not in this folder`]
          : [];
      }),
    );
  },
});

/** A host binary that is copied from the build context is often built before the image. */
const isNotBuiltYet = (found: Contained & { isBinary?: boolean }) =>
  found.is === 'missing' && found.isBinary === true && found.source !== undefined;

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
