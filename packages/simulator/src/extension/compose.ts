import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { messageOf } from '../errors.ts';
import { composeEnvironment } from './compose-environment.ts';
import { invalid, isObject, valueAt } from './invalid.ts';
import { readOr, type Warn } from './warnings.ts';

/** `HOST_IP:PUBLISHED:TARGET[/tcp]`, the short form that binds to one address. */
const bound = /^([^:]+):(\d{1,5}):(\d{1,5})(?:\/tcp)?$/;
const loopback = '127.0.0.1';

function readPort(entry: unknown, file: string, key: string): number {
  if (typeof entry === 'string' && entry.includes('${')) {
    throw invalid(file, key, `uses a variable ("${entry}"), which an installed extension does not have.`);
  }
  const [, host, published] = isObject(entry)
    ? [undefined, entry.host_ip, entry.published]
    : (bound.exec(String(entry)) ?? []);
  if (host !== loopback) {
    const shown = isObject(entry) ? JSON.stringify(entry) : String(entry);
    throw invalid(
      file,
      key,
      `publishes ${shown} beyond this machine. Bind it to ${loopback}: "${loopback}:PORT:PORT" (RFC 8252, section 8.3).`,
    );
  }
  const port = Number(published);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw invalid(file, key, `needs one published port from 1 to 65535, as in "${loopback}:53682:53682".`);
  }
  return port;
}

/** The first service is the backend, because the SDK only calls that service. */
function firstService(document: unknown, file: string): readonly [name: string, service: unknown] {
  const services = valueAt(document, ['services']);
  const first = isObject(services) ? Object.entries(services)[0] : undefined;
  if (first !== undefined) return first;
  throw invalid(file, 'services', 'must name at least one service; the first is the backend.');
}

function readPorts(ports: unknown, file: string, key: string, warn: Warn): readonly number[] {
  if (!Array.isArray(ports)) throw invalid(file, key, `must be a list, as in ["${loopback}:53682:53682"].`);
  return ports.flatMap((entry, index) => readOr(warn, () => readPort(entry, file, `${key}[${index}]`)) ?? []);
}

function readService(document: unknown, file: string, warn: Warn): Service {
  const [name, service] = firstService(document, file);
  const key = `services.${name}.ports`;
  const ports = valueAt(service, ['ports']) ?? [];
  const [publishedPort, ...others] = readOr(warn, () => readPorts(ports, file, key, warn)) ?? [];
  if (others.length > 0) {
    warn(
      invalid(file, key, `publishes several ports. The simulator publishes the first one, ${publishedPort}.`),
    );
  }
  return { publishedPort, environment: composeEnvironment(valueAt(service, ['environment']), process.env) };
}

/** Reads a compose file. @throws SimulatorError `extension-invalid` if it cannot be read */
export async function readComposeFile(path: string): Promise<unknown> {
  const file = basename(path);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw invalid(file, 'cannot be read:', `${messageOf(error)}. metadata.json names it in vm.composefile.`);
  });
  try {
    // Docker Compose merges maps by the key `<<`.
    return parse(text, { merge: true });
  } catch (error) {
    throw invalid(file, 'is not YAML:', messageOf(error));
  }
}

/** What the simulator uses of the first service of a compose file. */
export interface Service {
  /**
   * The port of 127.0.0.1 that it publishes; undefined if it publishes none. Other ports are not published: a backend that runs as a
   * process of this machine opens them itself.
   */
  readonly publishedPort: number | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

export const noService: Service = { publishedPort: undefined, environment: {} };

/**
 * Reads the first service of a compose file.
 *
 * @param path of compose.yaml
 * @param warn receives what cannot be used, with the file and the key
 */
export async function readCompose(path: string, warn: Warn): Promise<Service> {
  const file = basename(path);
  const document = await readComposeFile(path).catch((error: unknown) =>
    readOr(warn, () => {
      throw error;
    }),
  );
  if (document === undefined) return noService;
  return readOr(warn, () => readService(document, file, warn)) ?? noService;
}
