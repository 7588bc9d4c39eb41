import { randomUUID } from 'node:crypto';
import type { Simulator } from '../../options.ts';
import { nextEvent } from './events.ts';

/**
 * The docker-desktop:// links that the simulator took so far, as the calls panel shows them. It masks codes, so a test puts
 * what it looks for in `state`.
 */
export async function deliveredLinks({ dashboardUrl, deliver }: Simulator): Promise<string> {
  // Calls are replayed to every listener. A link of its own marks the end, because one of an earlier call would end it too soon.
  const last = `docker-desktop://dashboard/open?until=${randomUUID()}`;
  const links: unknown[] = [];
  return nextEvent(
    dashboardUrl,
    (event) => {
      if (event.type !== 'call' || event.call.method !== 'operating system: open link') return undefined;
      links.push(event.call.args);
      const all = JSON.stringify(links);
      return all.includes(last) ? all : undefined;
    },
    () => deliver(last),
  );
}
