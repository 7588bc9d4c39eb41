import type { Logger } from '@ddext-oauth/auth/backend';
import { describeTarget, type Target } from './target.ts';

const LOG_EVERY_MS = 60_000;

/** Tells why the extension's own backend could not be reached, in one sentence for the developer. */
export type ReportFailure = (error: NodeJS.ErrnoException) => void;

/** Logs failures at most once a minute, with their number: callers decide how many requests there are. */
export function reportFailures(logger: Pick<Logger, 'warn'>, target: Target): ReportFailure {
  let count = 0;
  let loggedAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    count += 1;
    const now = performance.now();
    if (now - loggedAt < LOG_EVERY_MS) return;
    // The message of an error can contain what a caller sent. Its code cannot.
    const { code = 'unknown' } = error;
    logger.warn({ server: 'gateway', problem: code, count }, explain(code, target));
    [count, loggedAt] = [0, now];
  };
}

function explain(code: string, target: Target): string {
  const address = describeTarget(target);
  if (code === 'EACCES')
    return `The user ${process.getuid?.()} of this container cannot connect to ${address}: set DDEXT_RUN_AS to the user of the extension's own backend.`;
  if (code === 'ENOENT' || code === 'ECONNREFUSED')
    return `Nothing listens on ${address}: start the extension's own backend there, and mount the volume of the socket in both services.`;
  if (code.startsWith('HPE_')) return `The response from ${address} is not valid HTTP.`;
  return `The connection to ${address} failed.`;
}
