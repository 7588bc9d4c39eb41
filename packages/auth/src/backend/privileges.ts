import { SettingsError } from '../core/settings-error.ts';

/** The user that a backend runs as after its servers listen. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** setreuid(2) reserves the largest number of 32 bits for "unchanged". */
const LARGEST_ID = 2 ** 32 - 2;

/**
 * Parses `UID:GID`, both greater than 0.
 *
 * @param text undefined or empty keeps the user
 * @throws SettingsError for any other text
 */
export function parseRunAs(text: string | undefined): RunAs | undefined {
  if (!text) return undefined;
  const match = /^(\d+):(\d+)$/.exec(text);
  const [uid, gid] = [Number(match?.[1]), Number(match?.[2])];
  if (!isUnprivileged(uid) || !isUnprivileged(gid))
    throw new SettingsError(`DDEXT_RUN_AS is "${text}". Set it to UID:GID, such as 1000:1000.`);
  return { uid, gid };
}

function isUnprivileged(id: number): boolean {
  return id > 0 && id <= LARGEST_ID;
}

/**
 * Drops root permanently. Docker does not document who owns the mounted directory of the extension's socket. The socket
 * is therefore created as root, and nothing afterwards. Does nothing if the process is not root.
 */
export function dropPrivileges({ uid, gid }: RunAs): void {
  if (process.getuid?.() !== 0) return;
  process.setgroups?.([]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}
