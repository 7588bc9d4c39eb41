import { request, STATUS_CODES } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ServiceAnswer, ServiceRequest } from '../ddclient/http-service.ts';
import { messageOf } from '../errors.ts';
import type { BackendAddress } from './host-port.ts';

/**
 * Sends one request to the backend. Each request has its own connection, because a development command may
 * restart the backend between two requests.
 *
 * @returns the response, or status 502 with a message if the backend cannot be reached
 */
export function askBackend(
  address: BackendAddress,
  { method, url, headers, body }: ServiceRequest,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  return new Promise((resolve) => {
    const unreachable = (error: unknown) => {
      const message = `Could not reach the backend on its socket (${messageOf(error)}).`;
      resolve({ status: 502, statusText: 'Bad Gateway', headers: {}, body: message });
    };
    // Node omits the length for methods that rarely have a body, and then does not send the body.
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = { ...headers, ...length };
    const outgoing = request({ ...address, method, path: url, headers: sent, agent: false, signal });
    outgoing.on('error', unreachable).on('response', (answer) => {
      const status = answer.statusCode ?? 502;
      const received = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      text(answer).then(
        (answered) =>
          resolve({
            status,
            statusText: answer.statusMessage || (STATUS_CODES[status] ?? ''),
            headers: Object.fromEntries(received),
            body: answered,
          }),
        unreachable,
      );
    });
    outgoing.end(body);
  });
}
