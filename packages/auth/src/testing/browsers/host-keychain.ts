import { createHash, randomBytes } from 'node:crypto';
import type { DdClient } from '../../ui/dd-client.ts';

/** A keychain, and the host program that reads it, as packages/keychain/README.md describes its commands. */
export interface HostKeychain {
  /** Keys by account; two during a rotation. */
  readonly kept: Map<string, readonly string[]>;
  /** The arguments of each call. */
  readonly calls: string[][];
  /** What the program does instead of its work, from now on. */
  failure?: { readonly error: string; readonly detail?: string } | (() => unknown);
}

/** Adds a host with the program to a client. */
export function withKeychain(
  ddClient: DdClient,
  keychain: HostKeychain = { kept: new Map(), calls: [] },
): { readonly ddClient: DdClient; readonly keychain: HostKeychain } {
  const exec = async (command: string, args: string[]) => {
    keychain.calls.push([command, ...args]);
    const { failure } = keychain;
    if (typeof failure === 'function') return failure();
    const printed = failure ?? run(keychain.kept, args);
    const result = { cmd: command, stdout: `${JSON.stringify(printed)}\n`, stderr: '', killed: false };
    // Docker Desktop rejects with the result.
    if ('error' in printed) throw { ...result, code: 17 };
    return { ...result, code: 0 };
  };
  const { extension, host } = ddClient;
  return { ddClient: { extension: { ...extension, host: { cli: { exec } } }, host }, keychain };
}

function run(kept: HostKeychain['kept'], [command, account = '', fingerprint]: string[]) {
  const [key = newKey(), next] = kept.get(account) ?? [];
  const keys = next === undefined ? [key] : [key, next];
  if (command === 'next' && next === undefined) keys.push(newKey());
  if (command !== 'settle') kept.set(account, keys);
  else {
    const used = keys.find((each) => createHash('sha256').update(each).digest('base64url') === fingerprint);
    if (used === undefined) return { error: 'changed' };
    kept.set(account, [used]);
  }
  const [current, following] = kept.get(account) ?? [];
  return { key: current, ...(following !== undefined && { next: following }) };
}

const newKey = () => randomBytes(32).toString('base64url');
