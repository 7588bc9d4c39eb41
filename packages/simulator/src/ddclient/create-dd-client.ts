import type { v1 } from '@docker/extension-api-client-types';
import type { ClientEnvironment, Send } from './environment.ts';
import { createExec, createExecWithoutBinaries } from './exec.ts';
import type { SimulatedHost } from './host.ts';
import { createHttpService } from './http-service.ts';
import { createLegacyFunctions } from './legacy-client.ts';

/** Opens a URL in a browser. @returns false if the browser blocked the tab */
export type OpenTab = (url: string) => boolean | undefined;

const navigations = [
  'viewContainers',
  'viewContainer',
  'viewContainerLogs',
  'viewContainerInspect',
  'viewContainerTerminal',
  'viewContainerStats',
  'viewImages',
  'viewImage',
  'viewVolumes',
  'viewVolume',
] as const satisfies readonly (keyof v1.NavigationIntents)[];

/** Reports a call without a result to the simulator. A failure has no recipient. */
function notify(send: Send, operation: string, body: unknown): void {
  send(operation, body).catch(() => {});
}

function createDesktopUi(send: Send, host: SimulatedHost): v1.DesktopUI {
  const toast = (level: string) => (message: string) => notify(send, 'toast', { level, message });
  const navigate =
    (method: string) =>
    async (...args: string[]) => {
      if (host === 'docker') await send('navigate', { method, args });
    };
  // Rancher Desktop has an empty object here, and Podman Desktop functions that only log.
  const methods = host === 'rancher' ? [] : navigations;
  return {
    toast: { success: toast('success'), warning: toast('warning'), error: toast('error') },
    dialog: {
      showOpenDialog: async (options) => (await send('dialog', { options })).json(),
    },
    navigate: Object.fromEntries(
      methods.map((method) => [method, navigate(method)]),
    ) as unknown as v1.NavigationIntents,
  };
}

/**
 * Docker Desktop opens http and https only (https://docs.docker.com/reference/api/extensions-sdk/Host/). The other hosts pass any URL to
 * the operating system. The simulator reports such a URL, and opens nothing.
 */
function makeOpenExternal(send: Send, openTab: OpenTab, host: SimulatedHost): (url: string) => void {
  return (url) => {
    const allowed = URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
    const opened = allowed && openTab(new URL(url).href) !== false;
    notify(send, 'open-external', { url: String(url), opened });
    if (!allowed && host === 'docker')
      throw new TypeError(`ddClient.host.openExternal opens http and https only, not ${url}`);
  };
}

/**
 * Creates the client of a host, a Docker Desktop client (https://docs.docker.com/reference/api/extensions-sdk/DockerDesktopClient/) that
 * sends its calls to the simulator.
 */
export function createDdClient(
  send: Send,
  environment: ClientEnvironment,
  openTab: OpenTab,
): v1.DockerDesktopClient {
  const engine = (method: string) => async (options?: unknown) =>
    (await send('docker-engine', { method, options })).json();
  const service = environment.hasService
    ? { service: createHttpService(send, environment.responseShape, environment.host) }
    : {};
  const client: v1.DockerDesktopClient = {
    extension: {
      image: environment.host === 'podman' ? '' : environment.image,
      host: {
        cli: { exec: environment.host === 'podman' ? createExecWithoutBinaries() : createExec(send, 'host') },
      },
      ...(environment.hasVm ? { vm: { cli: { exec: createExec(send, 'vm') }, ...service } } : {}),
    },
    desktopUI: createDesktopUi(send, environment.host),
    host: {
      openExternal: makeOpenExternal(send, openTab, environment.host),
      platform: environment.platform,
      arch: environment.arch,
      hostname: environment.hostname,
    },
    docker: {
      cli: { exec: createExec(send, 'docker') },
      listContainers: engine('listContainers'),
      listImages: engine('listImages'),
    },
  };
  // Not in the type, because no extension should use them.
  return Object.assign(client, createLegacyFunctions(send));
}
