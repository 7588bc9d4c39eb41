import type { ConnectionTestView } from '../../events/connection-test-view.ts';
import { enterOverHttp } from '../../http/enter-over-http.ts';
import { nextEvent } from './events.ts';

/** The requests of the page "Connection test", without the page. */
export interface ConnectionTestClient {
  /** @throws Error with the message of the simulator */
  ask(action: string, about?: object): Promise<unknown>;
  /** The state of the connection test, when `condition` holds. */
  view(condition?: (view: ConnectionTestView) => boolean): Promise<ConnectionTestView>;
}

export async function createConnectionTestClient(dashboardUrl: string): Promise<ConnectionTestClient> {
  const { url, headers } = await enterOverHttp(dashboardUrl);
  return {
    async ask(action, about = {}) {
      const response = await fetch(new URL(`/connection-test/${action}`, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(about),
      });
      if (!response.ok) throw new Error(await response.text());
      return response.json();
    },
    view: (condition = () => true) =>
      nextEvent(dashboardUrl, (event) =>
        event.type === 'connection-test' && event.view && condition(event.view) ? event.view : undefined,
      ),
  };
}
