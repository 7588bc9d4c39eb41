import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a process runs; one that ended and was not collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

/** The process id of src/testing/extensions/backend.mjs, which is not that of the shell that ran the command. */
export function backendPid(extensionDirectory: string): number {
  return Number(readFileSync(join(extensionDirectory, 'backend.pid'), 'utf8'));
}
