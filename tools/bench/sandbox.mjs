import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../dev/steps.mjs';
import { ipcClient } from './ipc-client.mjs';

/** @typedef {{ask: import('./ipc-client.mjs').Ask, end: () => Promise<void>}} Server */

const probe = new URL('programs/probe.mjs', import.meta.url).href;

/** The temporary folder and the processes of a benchmark. Closing it ends them all and removes the folder. */
export class Sandbox {
  directory = mkdtempSync(join(tmpdir(), 'ddext-'));
  /** @type {Set<() => Promise<void>>} */
  #children = new Set();
  #closing = new AbortController();
  #names = 0;

  /** A unique path in the folder. It is short, because macOS limits a socket's path to 104 bytes. */
  path(suffix = '') {
    return join(this.directory, `${this.#names++}${suffix}`);
  }

  /**
   * Runs a command to its end, quietly.
   *
   * @param {string} title
   * @param {string} command
   * @param {readonly string[]} args
   * @param {import('node:child_process').SpawnOptions} options
   */
  run(title, command, args, options) {
    return run(title, command, args, { ...options, signal: this.#closing.signal });
  }

  /**
   * Starts a program unchanged, to measure its start.
   *
   * @param {string} file
   * @param {Record<string, string>} env added to that of this process
   * @param {{nodeOptions?: readonly string[], stdio?: import('node:child_process').StdioOptions}} [options]
   */
  start(file, env, { nodeOptions = [], stdio = 'ignore' } = {}) {
    this.#closing.signal.throwIfAborted();
    const child = spawn(process.execPath, [...nodeOptions, file], {
      env: { ...process.env, ...env },
      stdio,
      // Only this process handles Ctrl-C, because a program that exits first would look like a failure.
      detached: process.platform !== 'win32',
    });
    /** @type {Promise<void>} */
    const closed = new Promise((resolve) => child.once('close', () => resolve()));
    const end = async () => {
      child.kill('SIGKILL');
      await closed;
      this.#children.delete(end);
    };
    this.#children.add(end);
    return { child, closed, end };
  }

  /**
   * Starts a program that answers its own questions and those of programs/probe.mjs.
   *
   * @param {string} file
   * @param {Record<string, string>} env added to that of this process
   * @returns {Server}
   */
  startWithIpc(file, env) {
    const { child, closed, end } = this.start(file, env, {
      nodeOptions: ['--expose-gc', '--import', probe],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    return { ask: ipcClient(child, closed), end };
  }

  async close() {
    this.#closing.abort();
    await Promise.all([...this.#children].map((end) => end()));
    // A package manager may still be writing after its signal.
    await rm(this.directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
