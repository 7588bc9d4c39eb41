import type { DashboardEvent } from '../server/events.ts';

/**
 * Waits, as an open dashboard would, for the first event that `find` has an answer for.
 *
 * @returns what `find` answered
 */
export async function nextEvent<Found>(
  dashboardUrl: string,
  find: (event: DashboardEvent) => Found | undefined,
  whenOpen: () => void = () => {},
): Promise<Found> {
  const leave = new AbortController();
  const response = await fetch(new URL('/events', dashboardUrl), { signal: leave.signal });
  whenOpen();
  let text = '';
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const found = find(JSON.parse(event.replace('data: ', '')) as DashboardEvent);
        if (found !== undefined) return found;
      }
    }
  } finally {
    leave.abort();
  }
  throw new Error('The dashboard ended its events.');
}
