import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** The process that listens on a TCP port of this machine. */
export interface PortHolder {
  readonly pid: number;
  /** Its name, such as `node server.js`. */
  readonly command: string;
}

/** Node.js prints the outputs of other programs as text. */
type Run = (file: string, args: readonly string[]) => Promise<string>;

const execute = promisify(execFile);
const runProgram: Run = async (file, args) => (await execute(file, [...args], { windowsHide: true })).stdout;

/**
 * Names what listens on a port, for a sentence such as "Port 80 is in use by …".
 *
 * @returns `node server.js (process 123)`, or `another program` where the system does not tell
 */
export async function describePortHolder(port: number): Promise<string> {
  const holder = await findPortHolder(port);
  return holder ? `${holder.command} (process ${holder.pid})` : 'another program';
}

/**
 * Finds the process that listens on a TCP port of 127.0.0.1 or of all addresses. Linux lists it in /proc, macOS with lsof, Windows with
 * netstat.
 *
 * @returns undefined for a port without listener, and where the system does not tell, as for a process of another user
 */
export async function findPortHolder(
  port: number,
  platform: NodeJS.Platform = process.platform,
  run: Run = runProgram,
): Promise<PortHolder | undefined> {
  try {
    if (platform === 'linux') return await fromProc(port);
    return platform === 'win32' ? await fromNetstat(port, run) : await fromLsof(port, run);
  } catch {
    // It is only an explanation: a missing lsof must not replace the error that it explains.
    return undefined;
  }
}

const LISTENING = '0A';
/** 127.0.0.1, all addresses of IPv4, and all of IPv6, as /proc writes them. */
const ADDRESSES = ['0100007F', '00000000', '0'.repeat(32), '0000000000000000FFFF00000100007F'];

async function fromProc(port: number): Promise<PortHolder | undefined> {
  const tables = await Promise.all(['tcp', 'tcp6'].map(textOfTable));
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = tables.flatMap((table) => table.split('\n')).map((row) => row.trim().split(/\s+/));
  const locals = ADDRESSES.map((address) => `${address}${local}`);
  const found = rows.filter(([, address = '', , state]) => locals.includes(address) && state === LISTENING);
  const sockets = new Set(found.map((row) => `socket:[${row[9]}]`));
  if (sockets.size === 0) return undefined;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    if (await holdsOne(pid, sockets)) return { pid: Number(pid), command: await commandOf(pid) };
  }
  return undefined;
}

/** A kernel without IPv6 has no tcp6. */
async function textOfTable(name: string): Promise<string> {
  return readFile(join('/proc/net', name), 'utf8').catch(() => '');
}

/** False for a process of another user, and for one that has ended. */
async function holdsOne(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const folder = join('/proc', pid, 'fd');
  const names = await readdir(folder).catch(() => []);
  const targets = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')));
  return targets.some((target) => sockets.has(target));
}

/** The program and its script. Further arguments may contain secrets. */
async function commandOf(pid: string): Promise<string> {
  const [program = '', script = ''] = (await readFile(join('/proc', pid, 'cmdline'), 'utf8')).split('\0');
  const names = script.startsWith('-') ? [program] : [program, script];
  return names
    .map((name) => basename(name))
    .join(' ')
    .trim();
}

/** `-F` prints a line for each field, such as `p123` and `cnode` of a process, and `n*:80` of each of its sockets. */
async function fromLsof(port: number, run: Run): Promise<PortHolder | undefined> {
  const output = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpcn']);
  const processes = output.split(/^(?=p\d)/m);
  const own = processes.find((text) => /^n(?:\*|127\.0\.0\.1):/m.test(text)) ?? '';
  const [, pid] = /^p(\d+)$/m.exec(own) ?? [];
  const [, command] = /^c(.+)$/m.exec(own) ?? [];
  return pid && command ? { pid: Number(pid), command } : undefined;
}

/** The names of states are translated, so a listener is recognized by its foreign address. */
async function fromNetstat(port: number, run: Run): Promise<PortHolder | undefined> {
  const output = await run('netstat', ['-ano', '-p', 'TCP']);
  const listener = new RegExp(
    String.raw`^\s*TCP\s+(?:0\.0\.0\.0|127\.0\.0\.1):${port}\s+0\.0\.0\.0:0\s+\S+\s+(\d+)\s*$`,
    'm',
  );
  const [, pid] = listener.exec(output) ?? [];
  if (pid === undefined) return undefined;
  const task = await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']);
  const [, command] = /^"([^"]+)"/m.exec(task) ?? [];
  return command ? { pid: Number(pid), command } : undefined;
}
