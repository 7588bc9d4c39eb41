import { ScaffoldError } from '../../errors.ts';

/** Lower ports require privileges on most systems. */
const LOWEST = 1024;
const HIGHEST = 65_535;
export const PORT_SCHEMA = { type: 'integer', minimum: LOWEST, maximum: HIGHEST } as const;
/** The range of dynamic ports (RFC 6335 section 6). */
const FIRST_DYNAMIC = 49_152;

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
 * The default port of an extension, from 49152 to 65535. It is derived from the image name with a hash (FNV-1a, 32 bits), because it is
 * registered at providers as a part of the redirect URI. Two images rarely have the same port.
 */
export function portOf(image: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(image)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return FIRST_DYNAMIC + (hash % (HIGHEST - FIRST_DYNAMIC + 1));
}
