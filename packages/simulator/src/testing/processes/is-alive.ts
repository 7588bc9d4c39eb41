import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether a process is running. A process that ended but was not collected by its parent is not. */
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

/** Resolves when a process has ended. On a busy machine, a killed process ends with a delay. */
export async function processEnded(pid: number): Promise<void> {
  while (isAlive(pid)) await delay(20);
}

/** The process ID of src/testing/extensions/backend.mjs, which differs from that of its shell. */
export function backendPid(extensionDirectory: string): number {
  return Number(readFileSync(join(extensionDirectory, 'backend.pid'), 'utf8'));
}
