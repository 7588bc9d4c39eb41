import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { ConnectionTests } from '../connection-test/connection-tests.ts';
import { messageOf, SimulatorError } from '../errors.ts';
import type { Access } from '../http/access.ts';
import { requireToken } from '../http/guard.ts';

type Action = (
  connectionTests: ConnectionTests,
  about: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/** The requests of the page "Connection test". The state of the test is sent as events. */
const actions: Readonly<Record<string, Action>> = {
  providers: (connectionTests) => connectionTests.providers(),
  begin: (connectionTests, { provider, grant }) =>
    connectionTests.begin({
      provider: String(provider),
      ...(grant !== undefined && { grant: String(grant) }),
    }),
  step: (connectionTests) => connectionTests.step(),
  'give-up': (connectionTests) => connectionTests.giveUp(),
  address: (connectionTests, { address }) => connectionTests.takePastedUrl(String(address)),
  end: (connectionTests) => connectionTests.end(),
};

/**
 * The API of connection tests. A connection test sends requests to a provider with the secrets of the extension, so
 * every request needs the token of the dashboard.
 */
export function connectionTestApi(connectionTests: ConnectionTests, access: Access): Router {
  const router = express.Router().use(requireToken(access), express.json());
  for (const [name, action] of Object.entries(actions)) {
    router.post(`/${name}`, async (request, response) => {
      response.json((await action(connectionTests, request.body ?? {})) ?? null);
    });
  }
  return router.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    const expected = error instanceof SimulatorError;
    response
      .status(expected ? 409 : 400)
      .type('text/plain')
      .send(expected ? messageOf(error) : 'The request is malformed.');
  });
}
