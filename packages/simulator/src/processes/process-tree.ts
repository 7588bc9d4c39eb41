import { type ChildProcess, execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds until a process tree is killed. */
const patience = 3_000;

/** Sends a signal to a process that was spawned `detached`, and to all its children. */
function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      execFileSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    } else {
      process.kill(-child.pid, signal);
    }
  } catch {
    // The group has already ended.
  }
}

const alive = new Set<ChildProcess>();

/** Kills all adopted processes when this process exits and cannot wait. */
export function killAllTrees(): void {
  for (const child of alive) signalTree(child, 'SIGKILL');
}

/** Ensures that a process spawned `detached` ends with this one. */
export function adopt(child: ChildProcess): void {
  if (alive.size === 0) process.on('exit', killAllTrees);
  alive.add(child);
}

/** Ends what `adopt` began. */
export function release(child: ChildProcess): void {
  alive.delete(child);
  if (alive.size === 0) process.off('exit', killAllTrees);
}

/**
 * Ends a process and all its children: SIGTERM, and SIGKILL after three seconds.
 *
 * @param ended settles with 'close' of the child, which waits for every process that can write to its output. The
 *   leader of a group can end before its children. The state of the group is no criterion, because it counts ended
 *   processes that were not collected, of which containers have many
 */
export async function endTree(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const endedInTime = () => Promise.race([ended, wait(patience, undefined, { ref: false })]);
  signalTree(child, 'SIGTERM');
  await endedInTime();
  signalTree(child, 'SIGKILL');
  await endedInTime();
  // A process that left the group may still hold the output. Do not wait for it.
  child.stdout?.destroy();
  child.stderr?.destroy();
  release(child);
}
