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

/** All labels that Docker reads with its two prefixes. */
export const knownLabels = [
  ...requiredLabels,
  'com.docker.extension.additional-urls',
  'com.docker.extension.account-info',
];

export const API_VERSION = 'com.docker.desktop.extension.api.version';

/**
 * The labels whose values are known, and why others are not: the build may pass a value for an ARG without a default, as a build file that
 * names the ARG suggests.
 */
export function knownValues(extension: WorkspaceOrImage): { known: readonly Setting[]; unknown: string[] } {
  const buildFiles = extension.kind === 'workspace' ? extension.buildFiles : [];
  const passed = ({ written }: Setting) =>
    written?.withoutDefault.find((name) => buildFiles.some(({ content }) => content.includes(name)));
  const unknown = extension.labels.flatMap((label) => {
    const name = passed(label);
    return name === undefined ? [] : [`the label ${label.name} has the value of the build argument ${name}`];
  });
  return { known: extension.labels.filter((label) => passed(label) === undefined), unknown };
}

/** Whether the value of a label does not depend on arguments of the build. */
export const isKnown = ({ written, value }: Setting): boolean =>
  !written?.withoutDefault.length && !(written?.unset.length && value.trim() === '');

/** A label by its name. */
export function labelOf({ labels }: WorkspaceOrImage, name: string): Setting | undefined {
  return labels.find((label) => label.name === name);
}
