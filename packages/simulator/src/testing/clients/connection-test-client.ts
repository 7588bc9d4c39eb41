import type { ConnectionTestView } from '../../events/connection-test-view.ts';
import { enterOverHttp } from '../../http/enter-over-http.ts';
import { nextEvent } from './events.ts';

/** What the page "Connection test" does, without the page. */
export interface ConnectionTestClient {
  /** @throws Error with the sentence of the refusal */
  ask(action: string, about?: object): Promise<unknown>;
  /** The connection test as the dashboard is told of it, once `condition` holds. */
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
