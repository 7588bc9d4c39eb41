import { posix } from 'node:path';
import type { Problem } from '../rule.ts';
import { readSecrets, secretLike } from '../sources/secrets.ts';
import { Text } from '../sources/text.ts';
import { Malformed, Tree } from '../sources/tree.ts';
import type { Image, LayerFinding } from '../subject.ts';
import { type Archive, readArchive } from './archive.ts';
import { contentsOf } from './contents.ts';
import type { Layer } from './layer.ts';
import { configurationOf, platformsOf } from './manifests.ts';
import { saveImage } from './save.ts';

/** Files of these names hold secrets. */
const privateFile = /(^|\/)(\.env(\.(?!example$)[^/]*)?|id_(rsa|ed25519)|[^/]*client-secret[^/]*)$/;
const place = { file: 'image:config', line: 1 };

/**
 * Reads an image of the Docker Engine.
 *
 * @param directory whose .env says which secrets to look for
 * @throws {import('../errors.ts').CheckError} `unreadable`
 */
export async function readImage(
  reference: string,
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<Image> {
  const secrets = await readSecrets(directory, environment);
  const given = { reference, directory, secrets };
  return saveImage(reference, async (chunks) => imageOf(await readArchive(chunks, secrets), given));
}

/** What the rules look at, out of an archive. @throws Error where it describes no image */
export function imageOf(archive: Archive, given: Pick<Image, 'reference' | 'directory' | 'secrets'>): Image {
  const { settings, history, layers } = configurationOf(archive);
  const { paths, contents } = contentsOf(layers);
  const unreadable: Problem[] = [];
  const tree = (path: string): Tree | undefined => {
    const file = `image:${path}`;
    const content = contents.get(path);
    if (content === undefined) unreadable.push({ file, line: 1, message: 'is missing' });
    try {
      return content && new Tree(file, content.toString());
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      unreadable.push({ file, line: error.line, message: error.message });
      return undefined;
    }
  };
  const metadata = tree('/metadata.json');
  const composeFile = metadata?.at('vm', 'composefile');
  const root = metadata?.at('ui', 'dashboard-tab', 'root');
  const folder = `${posix.resolve('/', typeof root === 'string' ? root : 'ui')}/`;
  const ui = [...contents].filter(([path]) => path.startsWith(folder));
  const { User: user, Labels: labels, Env: variables } = settings;
  return {
    kind: 'image',
    ...given,
    ...{ metadata, unreadable, history },
    compose: typeof composeFile === 'string' ? tree(posix.resolve('/', composeFile)) : undefined,
    labels: Object.entries(labels ?? {}).map(([name, value]) => ({ name, value, at: place })),
    environment: (variables ?? []).map((row) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(row) ?? [];
      return { name, value, at: place };
    }),
    user: user ? { name: 'USER', value: user, at: place } : undefined,
    imagePlace: place,
    holds: (path) => paths.has(path),
    ui:
      ui.length > 0 ? ui.map(([path, content]) => new Text(`image:${path}`, content.toString())) : undefined,
    platforms: platformsOf(archive),
    secretsInLayers: [...new Set(archive.layers.values())].flatMap((layer) =>
      // The UI as it is opened has a rule of its own.
      secretsIn(layer).filter(({ path }) => !(paths.has(path) && path.startsWith(folder))),
    ),
  };
}

function secretsIn({ added, secrets, contents }: Layer): (LayerFinding & { path: string })[] {
  const files = [...added].filter((path) => privateFile.test(path));
  const looking = [...contents].flatMap(([path, content]) => {
    const found = secretLike(content.toString());
    return found ? [{ path, what: `A layer has what looks like ${found.of} in ${path}.` }] : [];
  });
  return [
    ...secrets.map(({ path, name }) => ({ path, what: `A layer has the value of ${name} in ${path}.` })),
    ...files.map((path) => ({ path, what: `A layer has ${path}, a file for secrets.` })),
    ...looking,
  ].map(({ path, what }) => ({ path, what, file: `image:${path}`, line: 1 }));
}
