import type { Image, Setting } from '../sources/workspace-or-image.ts';
import { type Archive, parse } from './archive.ts';
import { listIn, objectIn, textIn } from './untrusted.ts';

/** The place of an image's configuration in a report. */
export const place = { file: 'image:config', line: 1 };

/** The configuration of an image. */
export type Configuration = Pick<
  Image,
  'labels' | 'environment' | 'user' | 'history' | 'otherSettings' | 'platforms'
>;

/** Fields with their own property in `Configuration`. */
const readApart = ['Env', 'Labels'];

/**
 * The configuration of an archive's first image (https://github.com/opencontainers/image-spec/blob/main/config.md).
 *
 * @throws Error if there is none, or it is not JSON
 */
export function configurationOf({ named, documents }: Archive): Configuration {
  const text = documents.get(named.configuration);
  if (text === undefined) throw new Error(`its archive lacks the configuration ${named.configuration}`);
  const { config, history, rootfs: _, ...rest } = objectIn(parse(named.configuration, text));
  const settings = objectIn(config);
  const user = textIn(settings.User);
  const fields = Object.entries({ ...rest, ...settings }).filter(([name]) => !readApart.includes(name));
  const manifests = named.manifests.flatMap((path) => {
    const content = documents.get(path);
    return content === undefined ? [] : [{ name: 'manifest', value: content, at: place }];
  });
  return {
    labels: labelsOf(settings.Labels),
    environment: listIn(settings.Env).map((row) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(textIn(row)) ?? [];
      return { name, value, at: place };
    }),
    user: user ? { name: 'USER', value: user, at: place } : undefined,
    history: listIn(history).map((entry) => Object.values(objectIn(entry)).map(textIn).join('\n')),
    otherSettings: [
      ...fields.map(([name, value]) => ({ name, value: textOf(value), at: place })),
      ...manifests,
    ],
    platforms: platformsOf({ named, documents }),
  };
}

const labelsOf = (labels: unknown): Setting[] =>
  Object.entries(objectIn(labels)).map(([name, value]) => ({ name, value: textIn(value), at: place }));

/** All names and strings in a value, without the escapes of JSON. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  if (typeof value !== 'object') return textIn(value);
  return Object.entries(objectIn(value))
    .map(([name, each]) => `${name}\n${textOf(each)}`)
    .join('\n');
}

/** The platforms, such as `linux/amd64`, in the index or else in each configuration. */
function platformsOf({ named, documents }: Pick<Archive, 'named' | 'documents'>): string[] {
  const read = (path: string) => {
    const text = documents.get(path);
    return text === undefined ? {} : objectIn(parse(path, text));
  };
  const nested = named.manifests.flatMap((path) => listIn(read(path).manifests).map(objectIn));
  const described = nested.map(({ platform }) => objectIn(platform));
  const platforms = nested.length > 0 ? described : named.configurations.map(read);
  // An index lists attestations as manifests of an unknown platform.
  return [
    ...new Set(
      platforms
        .map(({ os, architecture }) => ({ os: textIn(os), architecture: textIn(architecture) }))
        .filter(({ os }) => os !== '' && os !== 'unknown')
        .map(({ os, architecture }) => `${os}/${architecture}`),
    ),
  ];
}
