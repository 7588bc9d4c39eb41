import { type Data, objectIn, yamlObject } from './data.ts';

/** A service of a compose file. */
export interface Service {
  readonly name: string;
  readonly settings: Data;
}

export interface Compose {
  readonly path: string;
  readonly text: string;
  readonly content: Data;
  /** In the order in which they are written. */
  readonly services: readonly Service[];
}

/** Undefined for a text that is not a compose file with services. */
export function readCompose(path: string, text: string): Compose | undefined {
  const content = yamlObject(text);
  if (content === undefined) return undefined;
  const services = Object.keys(objectIn(content, 'services')).map((name) => ({
    name,
    settings: objectIn(content, 'services', name),
  }));
  return services.length > 0 ? { path, text, content, services } : undefined;
}

/** Whether a service runs the image of the extension. */
export function runsOwnImage({ settings }: Service): boolean {
  return /^\$\{?DESKTOP_PLUGIN_IMAGE\b/.test(String(settings.image));
}

/** The words of `command` or `entrypoint`, in either form. */
export function wordsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value.split(/\s+/).filter((word) => word !== '') : [];
}
