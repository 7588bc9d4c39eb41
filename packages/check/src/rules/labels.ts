import type { Setting, WorkspaceOrImage } from '../sources/workspace-or-image.ts';

/** Without these an image does not pass `docker extension validate`. */
export const requiredLabels = [
  'org.opencontainers.image.title',
  'org.opencontainers.image.description',
  'org.opencontainers.image.vendor',
  'com.docker.desktop.extension.api.version',
  'com.docker.desktop.extension.icon',
  'com.docker.extension.screenshots',
  'com.docker.extension.detailed-description',
  'com.docker.extension.publisher-url',
  'com.docker.extension.categories',
  'com.docker.extension.changelog',
];

/** All that Docker reads of these two families. */
export const knownLabels = [
  ...requiredLabels,
  'com.docker.extension.additional-urls',
  'com.docker.extension.account-info',
];

export const API_VERSION = 'com.docker.desktop.extension.api.version';

/** A label by its name. */
export function labelOf({ labels }: WorkspaceOrImage, name: string): Setting | undefined {
  return labels.find((label) => label.name === name);
}
