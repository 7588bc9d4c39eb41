import { xSync } from 'tinyexec';

function ps(...flags: string[]): string[] {
  const nodeOptions = { maxBuffer: 64 * 1024 * 1024 };
  return xSync('ps', flags, { throwOnError: true, nodeOptions })
    .stdout.split('\n')
    .filter((line) => line !== '');
}

/** The processes whose environment contains a marker, as `ps` lists them, without that environment. */
export function processesWith(marker: string): string[] {
  const found = ps('axeww', '-o', 'pid=,command=').filter((line) => line.includes(marker));
  const pids = new Set(found.map((line) => Number.parseInt(line, 10)));
  return ps('axww', '-o', 'pid=,command=').filter((line) => pids.has(Number.parseInt(line, 10)));
}
