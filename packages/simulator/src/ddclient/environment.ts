import type { SimulatedHost } from './host.ts';

/** The ID of the element in the extension page that contains a ClientEnvironment as JSON. */
export const environmentElement = 'ddext-simulator';

/** `wrapped` simulates the Docker Desktop versions that resolve to `{headers, status, data}`. */
export type ResponseShape = 'body' | 'wrapped';

/** What a ddClient needs before its first call. */
export interface ClientEnvironment {
  readonly host: SimulatedHost;
  readonly image: string;
  readonly hasVm: boolean;
  readonly hasService: boolean;
  readonly responseShape: ResponseShape;
  readonly platform: string;
  readonly arch: string;
  readonly hostname: string;
  /** The test identity provider, in the variables that a backend gets. A built page reads them from `window.ddextSimulator`. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Sends one operation to the simulator.
 *
 * @throws Error with the message of the simulator if it rejects the operation
 */
export type Send = (operation: string, body: unknown, signal?: AbortSignal) => Promise<Response>;

/** @param headers with the token, and outside a browser with the cookie */
export function createSend(origin: string, headers: Readonly<Record<string, string>>): Send {
  return async (operation, body, signal) => {
    const response = await fetch(new URL(`/__simulator/${operation}`, origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: signal ?? null,
    });
    if (!response.ok) throw new Error(`The simulator refused ${operation}: ${await response.text()}`);
    return response;
  };
}
