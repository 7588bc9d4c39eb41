import { serveIpc } from './ipc-server.mjs';

// Loaded with --import before a measured program, to report its memory and CPU in the same way on every system.
serveIpc({
  /** Resident memory in bytes; CPU in milliseconds since the start, of all threads. */
  usage: () => {
    const { user, system } = process.cpuUsage();
    return { rss: process.memoryUsage.rss(), cpu: (user + system) / 1000 };
  },
  /** Bytes in use on the heap after a collection; needs --expose-gc. */
  heap: () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  },
});

// The channel closes when the benchmark ends for any reason, so no process is left running.
process.on('disconnect', () => process.exit());
