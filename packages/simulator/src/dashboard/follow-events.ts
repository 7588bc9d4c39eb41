import type { DashboardEvent } from '../events/dashboard-events.ts';
import { jsonLines } from '../http/json-lines.ts';
import { tokenHeader } from '../http/token.ts';

/** Milliseconds until a connection that broke is made again. */
const retryAfter = 2_000;

async function follow(token: string, take: (event: DashboardEvent) => void): Promise<'refused' | 'ended'> {
  const response = await fetch('/events', { headers: { [tokenHeader]: token } });
  if (!response.ok || response.body === null) return 'refused';
  for await (const event of jsonLines<DashboardEvent>(response.body)) take(event);
  return 'ended';
}

/**
 * Takes the simulator's events, with EventSource's patience but not with EventSource, which cannot send the token.
 * Resolves when the simulator refuses it, as one does that was started again.
 */
export async function followEvents(token: string, take: (event: DashboardEvent) => void): Promise<void> {
  // A connection fails while the simulator is away; what it says once it is back decides.
  while ((await follow(token, take).catch(() => 'ended')) === 'ended') {
    await new Promise((resolve) => setTimeout(resolve, retryAfter));
  }
}
