import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { x } from 'tinyexec';
import { ifInterrupted } from './if-interrupted.mjs';

const programs = ['dbus-daemon', 'gnome-keyring-daemon'];

/** Why tests of a real keychain are skipped on this machine; undefined if they run. */
export const noKeyring = missingProgram();

function missingProgram(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const missing = programs.find((program) => !folders.some((folder) => existsSync(join(folder, program))));
  return missing && `(skipped: ${missing} is not installed)`;
}

/** This bus starts no service, so that a test controls when the keychain is available. */
const busConfig = (
  folder: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=${folder}</listen><auth>EXTERNAL</auth><policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`;

/** A desktop session with a keychain: GNOME Keyring on a separate session bus. */
export interface Keyring {
  /** The environment of the programs in the session. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs a host program in the session. @returns what it printed */
  run(program: string, ...args: string[]): Promise<string>;
  /** Starts GNOME Keyring with its keyring unlocked. @param program the host program, which reports that the keychain responds */
  start(program: string): Promise<void>;
  /** Ends GNOME Keyring. Its file keeps the keys. */
  end(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a session. */
export async function openKeyring(): Promise<Keyring> {
  // In the temporary folder, because the path of a Unix socket has at most 107 bytes.
  const home = await mkdtemp(join(tmpdir(), 'keyring-'));
  const config = join(home, 'bus.conf');
  await writeFile(config, busConfig(home));
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const guard = ifInterrupted(`kill ${bus.pid}; rm -rf ${home}`);
  const [address] = (await once(createInterface({ input: bus.stdout }), 'line')) as [string];
  const environment = {
    DBUS_SESSION_BUS_ADDRESS: address,
    XDG_RUNTIME_DIR: home,
    XDG_CACHE_HOME: home,
    XDG_DATA_HOME: home,
  };
  let daemon: ChildProcess | undefined;

  const run: Keyring['run'] = async (program, ...args) => {
    const { stdout } = await x(program, args, { nodeOptions: { env: { ...process.env, ...environment } } });
    return stdout;
  };
  const ended = async (child: ChildProcess) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  const end = async () => {
    if (daemon) await ended(daemon);
    daemon = undefined;
  };

  return {
    environment,
    run,
    end,
    async start(program) {
      const args = ['--foreground', '--components=secrets', '--unlock'];
      const started = spawn('gnome-keyring-daemon', args, {
        env: { ...process.env, ...environment, HOME: home },
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      started.stdin.end('password');
      daemon = started;
      while ((await run(program, 'get', 'example/started')).includes('"absent"')) {
        if (started.exitCode !== null) throw new Error('GNOME Keyring has ended.');
        await delay(50);
      }
    },
    async close() {
      await end();
      await ended(bus);
      await guard.done();
      await rm(home, { recursive: true });
    },
  };
}
