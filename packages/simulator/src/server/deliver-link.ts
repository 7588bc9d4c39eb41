import type { ConnectionTests } from '../connection-test/connection-tests.ts';
import { hostNames, type SimulatedHost } from '../ddclient/host.ts';
import { parseDesktopLink } from '../desktop-links/desktop-link.ts';
import { messageOf } from '../errors.ts';
import type { DashboardEvents } from '../events/dashboard-events.ts';
import type { TabParameters } from '../options.ts';

interface Delivery {
  readonly host: () => SimulatedHost;
  readonly extensionId: string;
  readonly tabParameters: TabParameters;
  readonly events: DashboardEvents;
  readonly connectionTests: Pick<ConnectionTests, 'isWaitingForCallback' | 'take'>;
  readonly log: (line: string) => void;
}

/**
 * Creates the function that receives a link as Docker Desktop receives it from the operating system. The content of
 * the link is not logged, because it can contain an authorization code.
 */
export function createDeliver(delivery: Delivery): (link: string) => void {
  const { host, extensionId, tabParameters, events, connectionTests, log } = delivery;
  const openTab = (search: string, end: ReturnType<DashboardEvents['begin']>) => {
    const passed = tabParameters === 'passed';
    events.openExtensionTab(passed ? search : '');
    end('ok', passed ? undefined : 'the tab was opened without the parameters');
  };
  return (link) => {
    const parsed = parseDesktopLink(link);
    log(`A docker-desktop:// link arrived: ${parsed.route}.`);
    const end = events.begin('operating system: open link', [link]);
    if (host() !== 'docker') {
      events.toast('warning', `${hostNames[host()]} takes no docker-desktop:// link.`);
      end('error', 'no Docker Desktop');
    } else if (parsed.route === 'open') {
      events.toast('info', 'Docker Desktop was brought to the front.');
      end('ok');
    } else if (parsed.route === 'unknown') {
      events.toast('warning', `Docker Desktop has no link docker-desktop://${parsed.path}`);
      end('error', 'unknown link');
    } else if (parsed.extensionId === extensionId) {
      const { search } = parsed;
      if (!connectionTests.isWaitingForCallback) return openTab(search, end);
      connectionTests.take(search).then(
        (taken) => (taken ? end('ok', 'taken by a connection test') : openTab(search, end)),
        (error: unknown) => {
          events.toast('error', messageOf(error));
          end('error', messageOf(error));
        },
      );
    } else {
      events.toast(
        'error',
        `The link is for the extension "${parsed.extensionId}", but "${extensionId}" is installed. ` +
          'extensionId is the image name without its tag.',
      );
      end('error', 'another extension');
    }
  };
}
