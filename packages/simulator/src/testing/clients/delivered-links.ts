import { randomUUID } from 'node:crypto';
import type { Simulator } from '../../options.ts';
import { nextEvent } from './events.ts';

/**
 * The delivered docker-desktop:// links in the calls panel. Codes are masked there, so a test uses `state` to
 * recognize a link.
 */
export async function deliveredLinks({ dashboardUrl, deliver }: Simulator): Promise<string> {
  // Every listener receives earlier calls again. A unique link marks the end.
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
