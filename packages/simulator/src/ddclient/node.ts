import type { v1 } from '@docker/extension-api-client-types';
import { enterOverHttp } from '../http/enter-over-http.ts';
import { createDdClient } from './create-dd-client.ts';
import { type ClientEnvironment, createSend, environmentElement } from './environment.ts';

export interface NodeClientOptions {
  /** As returned by `startSimulator`. */
  readonly extensionUrl: string;
  /** Receives the URL that a browser would open. */
  readonly openExternal: (url: string) => void;
}

const element = new RegExp(`<script[^>]*id="${environmentElement}"[^>]*>(.*?)</script>`, 's');

/**
 * Creates the ddClient of the extension page for Node. It loads the page and reads the environment in it. The
 * dashboard shows its calls like those of the page.
 *
 * @throws Error if `extensionUrl` is not an extension page of a running simulator
 */
export async function createNodeDdClient(options: NodeClientOptions): Promise<v1.DockerDesktopClient> {
  const { extensionUrl, openExternal } = options;
  const wrong = (cause?: unknown) =>
    new Error(
      `${new URL(extensionUrl).origin} is not an extension page of the simulator. Pass extensionUrl as startSimulator returns it.`,
      { cause },
    );
  const { url, headers } = await enterOverHttp(extensionUrl).catch((error: unknown) => {
    throw wrong(error);
  });
  const response = await fetch(url, { headers: { ...headers, accept: 'text/html' } });
  const found = element.exec(await response.text())?.[1];
  if (found === undefined) throw wrong();
  const environment = JSON.parse(found) as ClientEnvironment;
  return createDdClient(createSend(new URL(url).origin, headers), environment, (opened) => {
    openExternal(opened);
    return true;
  });
}
