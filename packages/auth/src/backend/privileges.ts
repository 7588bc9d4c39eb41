/**
 * Drops root permanently. Docker does not document who owns the mounted directory of the extension's socket. The socket
 * is therefore created as root, and nothing afterwards. Does nothing if the process is not root.
 *
 * @param runAs `UID:GID`, both greater than 0; undefined keeps the user
 * @throws RangeError for any other `runAs`
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
