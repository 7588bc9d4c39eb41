import { interpolate } from '../sources/interpolate.ts';
import type { Place } from '../sources/place.ts';
import type { Tree } from '../sources/tree.ts';

/** The image of the extension, as Docker Desktop replaces it in a compose file. */
export const OWN_IMAGE = `\${DESKTOP_PLUGIN_IMAGE}`;

/** Whether a service runs the image of the extension, in any syntax of the variable. */
export const runsOwnImage = ({ settings }: Service): boolean =>
  /^\$(DESKTOP_PLUGIN_IMAGE|\{DESKTOP_PLUGIN_IMAGE\b[^}]*\})$/.test(String(settings.image));

/** A service of a compose file. */
export interface Service {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly at: Place;
  readonly place: (...path: (string | number)[]) => Place;
}

/** The services in the order of the file, which Docker Desktop uses. */
export function servicesOf(compose: Tree | undefined): Service[] {
  if (compose === undefined) return [];
  return Object.keys(compose.objectAt('services')).map((name) => ({
    name,
    settings: compose.objectAt('services', name),
    at: compose.place('services', name),
    place: (...path) => compose.place('services', name, ...path),
  }));
}

export interface PublishedPort {
  readonly written: string;
  readonly index: number;
  /** The address to which it is bound. Empty for all addresses. */
  readonly host: string;
  readonly published: string;
  readonly target: string;
}

/**
 * The ports of a service, in the short and the long syntax (https://docs.docker.com/reference/compose-file/services/#ports).
 */
export function publishedPorts({ ports }: Service['settings']): PublishedPort[] {
  if (!Array.isArray(ports)) return [];
  return ports.map((port: unknown, index) => {
    if (typeof port === 'object' && port !== null) {
      const { host_ip: host = '', published = '', target = '' } = port as Record<string, unknown>;
      return {
        index,
        written: `${published}:${target}`,
        host: interpolate(`${host}`).text,
        published: `${published}`,
        target: `${target}`,
      };
    }
    const written = String(port);
    const { text } = interpolate(written);
    const [, host = '', published = '', target = ''] =
      /^(?:(.*):(?=[^:]*:))?(?:([^:]*):)?([^:/]*)(?:\/\w+)?$/.exec(text) ?? [];
    return { index, written, host: host.replace(/^\[|\]$/g, ''), published, target };
  });
}

/** The names and values in a service's environment, in the map and the list syntax. */
export function environmentOf({ settings, place }: Service): { name: string; value: string; at: Place }[] {
  const { environment } = settings;
  if (Array.isArray(environment)) {
    return environment.map((row: unknown, index) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(String(row)) ?? [];
      return { name, value, at: place('environment', index) };
    });
  }
  return Object.entries((environment ?? {}) as object).map(([name, value]) => ({
    name,
    value: String(value ?? ''),
    at: place('environment', name),
  }));
}

/** A volume, a folder of the host, or a file system in memory. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly index: number;
  /** False if its source is a variable without a default. */
  readonly isKnown: boolean;
}

/** The mount of a volume, in the short and the long syntax (https://docs.docker.com/reference/compose-file/services/#volumes). */
export function mountsOf({ settings }: Service): Mount[] {
  if (!Array.isArray(settings.volumes)) return [];
  return settings.volumes.map((volume: unknown, index) => {
    if (typeof volume === 'object' && volume !== null) {
      const { type = 'volume', source = '', target = '' } = volume as Record<string, unknown>;
      const { text, withoutDefault } = interpolate(`${source}`);
      return {
        index,
        type: `${type}`,
        source: text,
        target: `${target}`,
        isKnown: withoutDefault.length === 0,
      };
    }
    const { text, withoutDefault } = interpolate(String(volume));
    const [source = '', target] = text.split(':');
    const isKnown = withoutDefault.length === 0;
    if (target === undefined) return { index, type: 'volume', source: '', target: source, isKnown };
    return { index, type: /^[\w-]/.test(source) ? 'volume' : 'bind', source, target, isKnown };
  });
}
