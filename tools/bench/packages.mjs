import { peersIn } from './peers.mjs';
import { mebibytes, verdict } from './statistics.mjs';

/** @typedef {import('./report.mjs').Table} Table */

const MOST_BYTES = 500_000;

/**
 * The packages that `pnpm create` downloads, and their size.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<Table>}
 */
export async function measurePackages(sandbox) {
  const { installed } = await peersIn(sandbox);
  const all = Object.values(installed);
  const ours = installed['create-ddext-oauth'];
  const small = ours.packages === 1 && ours.unpacked <= MOST_BYTES;
  return {
    title: 'Downloads',
    columns: ['', 'packages', 'packed', 'unpacked', 'with all packages, on disk'],
    rows: all.map(({ name, version, packages, packed, unpacked, onDisk }) => [
      `${name} ${version}`,
      String(packages),
      ...[kilobytes(packed), kilobytes(unpacked), mebibytes(onDisk)],
    ]),
    notes: [
      'By `npm pack` and `npm install`, each in a separate folder. The number of packages includes dependencies.',
      `Goal: one package without dependencies, 0.5 MB at most. ${ours.packages}, ${kilobytes(ours.unpacked)}: ${verdict(small)}.`,
    ],
  };
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
