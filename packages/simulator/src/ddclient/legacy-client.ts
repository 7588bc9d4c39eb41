import type { v0 } from '@docker/extension-api-client-types';
import type { Send } from './environment.ts';

type LegacyName = Exclude<keyof v0.DockerDesktopClient, 'backend'>;

/** The functions of the SDK before version 0.2, and what replaces them. Docker's types keep them for old extensions. */
export const legacyFunctions: Readonly<Record<LegacyName, string>> = {
  toastSuccess: 'desktopUI.toast.success',
  toastWarning: 'desktopUI.toast.warning',
  toastError: 'desktopUI.toast.error',
  listContainers: 'docker.listContainers',
  listImages: 'docker.listImages',
  execHostCmd: 'extension.host.cli.exec',
  spawnHostCmd: 'extension.host.cli.exec',
  execDockerCmd: 'docker.cli.exec',
  spawnDockerCmd: 'docker.cli.exec',
  navigateToContainers: 'desktopUI.navigate.viewContainers',
  navigateToContainer: 'desktopUI.navigate.viewContainer',
  navigateToContainerLogs: 'desktopUI.navigate.viewContainerLogs',
  navigateToContainerInspect: 'desktopUI.navigate.viewContainerInspect',
  navigateToContainerStats: 'desktopUI.navigate.viewContainerStats',
  navigateToImages: 'desktopUI.navigate.viewImages',
  navigateToImage: 'desktopUI.navigate.viewImage',
  navigateToVolumes: 'desktopUI.navigate.viewVolumes',
  navigateToVolume: 'desktopUI.navigate.viewVolume',
  openExternal: 'host.openExternal',
};

/** Functions of the old SDK that throw. The dashboard lists their calls. */
export function createLegacyFunctions(send: Send): Readonly<Record<string, () => never>> {
  const functions = Object.entries(legacyFunctions).map(([name, replacement]) => [
    name,
    () => {
      send('legacy', { name }).catch(() => {});
      throw new Error(
        `The simulator does not serve ddClient.${name} of the SDK before 0.2. Use ddClient.${replacement}.`,
      );
    },
  ]);
  return Object.fromEntries(functions);
}
