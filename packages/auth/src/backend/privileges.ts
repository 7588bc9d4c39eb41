/**
 * Gives up root for good. Docker Desktop mounts the directory of the extension's socket, and whose that is is not
 * documented, so the socket is made as root, and nothing after it. A process that is not root has nothing to give up.
 *
 * @param runAs `UID:GID`, both numbers above 0; undefined to stay what the process is
 * @throws RangeError where `runAs` is anything else
 */
export function dropPrivileges(runAs: string | undefined): void {
  if (!runAs) return;
  const [uid, gid] = runAs.split(':').map(Number);
  if (!uid || !gid) throw new RangeError(`DDEXT_RUN_AS is "${runAs}"; it takes UID:GID, such as 1000:1000.`);
  if (process.getuid?.() !== 0) return;
  process.setgroups?.([]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}
