import type { DashboardEvent } from '../events/dashboard-events.ts';
import { jsonLines } from '../http/json-lines.ts';
import { tokenHeader } from '../http/token.ts';

/** Milliseconds before a lost connection is opened again. */
const retryAfter = 2_000;

export interface Follower {
  take(event: DashboardEvent): void;
  /** Called when the connection to the simulator opens and ends. */
  connected(isConnected: boolean): void;
}

async function follow(token: string, { take, connected }: Follower): Promise<'refused' | 'ended'> {
  const response = await fetch('/events', { headers: { [tokenHeader]: token } });
  if (!response.ok || response.body === null) return 'refused';
  connected(true);
  for await (const event of jsonLines<DashboardEvent>(response.body)) take(event);
  return 'ended';
}

/**
 * Follows the events of the simulator, and reconnects as EventSource does. EventSource itself cannot send the
 * token. Resolves when the simulator rejects the token, which is the case after a restart.
 */
export async function followEvents(token: string, follower: Follower): Promise<void> {
  // The connection also fails while the simulator is stopped. Its next response decides.
  while ((await follow(token, follower).catch(() => 'ended')) === 'ended') {
    follower.connected(false);
    await new Promise((resolve) => setTimeout(resolve, retryAfter));
  }
}
