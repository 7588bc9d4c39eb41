import { ScaffoldError } from '../../errors.ts';

/** Lower ports require privileges on most systems. */
const LOWEST = 1024;
const HIGHEST = 65_535;
export const PORT_SCHEMA = { type: 'integer', minimum: LOWEST, maximum: HIGHEST } as const;
/**
 * First and last ports of ranges that IANA lists as unassigned, without those that Redis Sentinel, MongoDB, Minecraft and
 * Steam use anyway. They are below 30000, where Kubernetes' NodePorts begin, and so outside the ranges from which Linux
 * (32768 to 60999) and macOS and Windows (49152 to 65535) take ports for outgoing connections. Windows also reserves blocks of
 * that range: https://github.com/docker/for-win/issues/3171. RFC 6335 section 8.1.2 rules it out for services.
 *
 * @see https://www.iana.org/assignments/service-names-port-numbers
 */
export const defaultPorts: readonly (readonly [first: number, last: number])[] = [
  [24_387, 24_464],
  [24_466, 24_553],
  [24_578, 24_665],
  [24_755, 24_849],
  [25_101, 25_470],
  [25_605, 25_792],
  [25_794, 25_899],
  [26_001, 26_132],
  [26_265, 26_370],
  [26_490, 26_999],
  [27_100, 27_344],
  [27_346, 27_441],
  [27_505, 27_781],
  [27_783, 27_875],
  [27_877, 27_998],
  [28_120, 28_199],
  [28_241, 28_588],
  [28_590, 28_999],
  [29_001, 29_117],
  [29_170, 29_998],
];

/** @throws {ScaffoldError} `port-invalid`, with a valid port as suggestion */
export function parsePort(given: string, image: string): number {
  const port = Number(given);
  if (/^\d{1,5}$/.test(given) && port >= LOWEST && port <= HIGHEST) return port;
  const suggestion = String(portOf(image));
  throw new ScaffoldError(
    'port-invalid',
    `The port ${JSON.stringify(given)} must be a number from ${LOWEST} to ${HIGHEST}; try --port ${suggestion}.`,
    { suggestion },
  );
}

/**
 * The default port of an extension, from {@link defaultPorts}. It is derived from the image name with a hash (FNV-1a, 32 bits), because
 * it is registered at providers as a part of the redirect URI. Two images rarely have the same port.
 */
export function portOf(image: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(image)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  let index = hash % countPorts();
  for (const [first, last] of defaultPorts) {
    const size = last - first + 1;
    if (index < size) return first + index;
    index -= size;
  }
  throw new RangeError(`There is no default port ${index}.`);
}

function countPorts(): number {
  return defaultPorts.reduce((count, [first, last]) => count + last - first + 1, 0);
}
