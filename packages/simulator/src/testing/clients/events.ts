import type { DashboardEvent } from '../../events/dashboard-events.ts';
import { enterOverHttp } from '../../http/enter-over-http.ts';
import { jsonLines } from '../../http/json-lines.ts';

/**
 * Waits, as a dashboard does, for the first event for which `find` returns a value.
 *
 * @returns that value
 */
export async function nextEvent<Found>(
  dashboardUrl: string,
  find: (event: DashboardEvent) => Found | undefined,
  whenOpen: () => void = () => {},
): Promise<Found> {
  const { url, headers } = await enterOverHttp(dashboardUrl);
  const leave = new AbortController();
  const response = await fetch(new URL('/events', url), { headers, signal: leave.signal });
  if (!response.ok || response.body === null)
    throw new Error(`The event stream returned HTTP ${response.status}.`);
  whenOpen();
  try {
    for await (const event of jsonLines<DashboardEvent>(response.body)) {
      const found = find(event);
      if (found !== undefined) return found;
    }
  } finally {
    leave.abort();
  }
  throw new Error('The event stream ended.');
}
