import { execFileSync } from 'node:child_process';

/** The processes of this machine whose environment holds a marker, as `ps` shows them. */
export function processesWith(marker: string): string[] {
  const list = execFileSync('ps', ['axeww', '-o', 'pid=,command='], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return list.split('\n').filter((line) => line.includes(marker));
}
