import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../dev/steps.mjs';
import { conversation } from './conversation.mjs';

const probe = new URL('programs/probe.mjs', import.meta.url).href;

/** The temporary folder and the processes of a benchmark. Closing it ends them all and removes the folder. */
export class Workshop {
  directory = mkdtempSync(join(tmpdir(), 'ddext-'));
  #children = new Set();
  #closing = new AbortController();
  #names = 0;

  /** A path in the folder that nothing else has; short, because a socket's path may have 104 bytes on macOS. */
  path(suffix = '') {
    return join(this.directory, `${this.#names++}${suffix}`);
  }

  /** Runs a command to its end, quietly. */
  run(title, command, args, options) {
    return run(title, command, args, { ...options, signal: this.#closing.signal });
  }

  /** Starts a program as it is, for its start to be measured. */
  start(file, env, { nodeOptions = [], stdio = 'ignore' } = {}) {
    this.#closing.signal.throwIfAborted();
    const child = spawn(process.execPath, [...nodeOptions, file], {
      env: { ...process.env, ...env },
      stdio,
      // Out of a terminal's Ctrl-C, which is for us to answer: a program that ends first would look like a failure.
      detached: process.platform !== 'win32',
    });
    const closed = new Promise((resolve) => child.once('close', resolve));
    const end = async () => {
      child.kill('SIGKILL');
      await closed;
      this.#children.delete(end);
    };
    this.#children.add(end);
    return { child, closed, end };
  }

  /** Starts a program that can be asked things: what it answers itself, and what programs/probe.mjs does. */
  startTalking(file, env) {
    const { child, closed, end } = this.start(file, env, {
      nodeOptions: ['--expose-gc', '--import', probe],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    return { ask: conversation(child, closed), end };
  }

  async close() {
    this.#closing.abort();
    await Promise.all([...this.#children].map((end) => end()));
    // A package manager that was just told to stop may still be writing.
    await rm(this.directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
