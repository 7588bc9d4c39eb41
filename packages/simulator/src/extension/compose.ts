import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { messageOf } from '../errors.ts';
import { invalid, isObject, valueAt } from './invalid.ts';

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

/**
 * Reads the port of 127.0.0.1 that the backend publishes; undefined if it publishes none. The first service is the
 * backend, because the SDK only calls that service.
 *
 * @param path of compose.yaml
 * @throws SimulatorError `extension-invalid`, with the file and the key
 */
export async function readPublishedPort(path: string): Promise<number | undefined> {
  const file = basename(path);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw invalid(file, 'cannot be read:', `${messageOf(error)}. metadata.json names it in vm.composefile.`);
  });
  let document: unknown;
  try {
    // Docker Compose merges maps by the key `<<`.
    document = parse(text, { merge: true });
  } catch (error) {
    throw invalid(file, 'is not YAML:', messageOf(error));
  }
  const services = valueAt(document, ['services']);
  const name = isObject(services) ? Object.keys(services)[0] : undefined;
  if (!isObject(services) || name === undefined) {
    throw invalid(file, 'services', 'must name at least one service; the first is the backend.');
  }
  const key = `services.${name}.ports`;
  const ports = valueAt(services[name], ['ports']) ?? [];
  if (!Array.isArray(ports)) throw invalid(file, key, `must be a list, as in ["${loopback}:53682:53682"].`);
  const published = ports.map((entry, index) => readPort(entry, file, `${key}[${index}]`));
  if (published.length > 1) {
    throw invalid(file, key, 'publishes several ports; the simulator publishes one, the callback port.');
  }
  return published[0];
}
