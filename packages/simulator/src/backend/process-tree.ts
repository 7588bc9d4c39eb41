import { type ChildProcess, execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a tree may take to end by itself, in milliseconds. */
const patience = 3_000;

/** Signals a process that was spawned `detached`, and so leads a group, together with all its children. */
function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      execFileSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    } else {
      process.kill(-child.pid, signal);
    }
  } catch {
    // Nobody is left in the group.
  }
}

const alive = new Set<ChildProcess>();

/** Kills what `adopt` was told of, for the moment this process itself is ending and nothing can be awaited. */
export function killAllTrees(): void {
  for (const child of alive) signalTree(child, 'SIGKILL');
}

/** Makes sure that a process spawned `detached` does not outlive this one. */
export function adopt(child: ChildProcess): void {
  if (alive.size === 0) process.on('exit', killAllTrees);
  alive.add(child);
}

function release(child: ChildProcess): void {
  alive.delete(child);
  if (alive.size === 0) process.off('exit', killAllTrees);
}

/**
 * Ends a process and every process it started: asks first, and insists after three seconds.
 *
 * @param ended settles with the child's 'close', which waits for every process that can still write to its
 *   output: the leader of a group can be gone before its children are. Asking the system whether the group
 *   is empty would count those that ended and were not collected, of which containers have many.
 */
export async function endTree(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const endedInTime = () => Promise.race([ended, wait(patience, undefined, { ref: false })]);
  signalTree(child, 'SIGTERM');
  await endedInTime();
  signalTree(child, 'SIGKILL');
  await endedInTime();
  // A process that left the group on purpose may still hold the output; it is not waited for.
  child.stdout?.destroy();
  child.stderr?.destroy();
  release(child);
}
