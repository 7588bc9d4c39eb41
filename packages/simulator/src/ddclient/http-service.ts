import type { v1 } from '@docker/extension-api-client-types';
import type { ResponseShape, Send } from './environment.ts';
import { rejectionIn, type SimulatedHost } from './host.ts';

/** A request to the backend, as the client sends it to the simulator. */
export interface ServiceRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Serialized; undefined for none. */
  readonly body: string | undefined;
}

/** The backend's response, as the simulator returns it to the client. */
export interface ServiceAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function parseIfPossible(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function serialize(data: unknown): { body?: string; headers: Record<string, string> } {
  if (data === undefined || data === null) return { headers: {} };
  if (typeof data === 'string') return { body: data, headers: {} };
  return { body: JSON.stringify(data), headers: { 'content-type': 'application/json' } };
}

function checkUrl(url: unknown): asserts url is string {
  if (typeof url !== 'string' || !url.startsWith('/')) {
    throw new TypeError(
      'ddClient.extension.vm.service requires a URL that starts with "/", such as "/hello".',
    );
  }
}

/**
 * `ddClient.extension.vm.service` (https://docs.docker.com/reference/api/extensions-sdk/HttpService/). A response
 * outside 2xx rejects with a plain `{name, message, statusCode}`, the ServiceError of the SDK, whose message is the body. In
 * Podman Desktop it rejects with an Error.
 */
export function createHttpService(send: Send, shape: ResponseShape, host: SimulatedHost): v1.HttpService {
  async function ask(method: string, url: string, data?: unknown, given: Record<string, string> = {}) {
    const { body, headers } = serialize(data);
    const sent = await send('vm-service', { method, url, headers: { ...headers, ...given }, body });
    const answer = (await sent.json()) as ServiceAnswer;
    if (answer.status < 200 || answer.status > 299) throw rejectionIn(host, answer);
    const parsed = parseIfPossible(answer.body);
    return shape === 'wrapped' ? { headers: answer.headers, status: answer.status, data: parsed } : parsed;
  }

  // Not async: an invalid argument throws immediately, as in Docker Desktop.
  const checked = (method: string) => (url: string, data?: unknown) => {
    checkUrl(url);
    return ask(method, url, data);
  };
  return {
    get: checked('GET'),
    head: checked('HEAD'),
    delete: checked('DELETE'),
    post: checked('POST'),
    put: checked('PUT'),
    patch: checked('PATCH'),
    request: (config) => {
      if (typeof config !== 'object' || config === null || typeof config.method !== 'string') {
        throw new TypeError('ddClient.extension.vm.service.request requires {url, method, headers, data}.');
      }
      checkUrl(config.url);
      return ask(config.method.toUpperCase(), config.url, config.data, config.headers);
    },
  };
}
