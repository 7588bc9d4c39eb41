import { hasBackend, isGenerated, type WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import { pageScripts } from './hosts.ts';

type Reason = (extension: WorkspaceOrImage) => string | undefined;

const metadata: Reason = (extension) =>
  extension.metadata ? undefined : 'metadata.json is not in this folder, or cannot be read.';

const backend: Reason = (extension) =>
  metadata(extension) ??
  (hasBackend(extension) ? undefined : 'metadata.json has no vm section, so the extension has no backend.');

/** What a rule reads. Each entry returns the reason to skip the rule, or undefined if the extension has it. */
const needs = {
  dockerfile: (extension) =>
    extension.kind === 'image' || extension.dockerfile
      ? undefined
      : 'there is no Dockerfile that can be read.',
  metadata,
  backend,
  compose: (extension) => {
    const none = backend(extension);
    if (none !== undefined || extension.compose) return none;
    const path = extension.metadata?.at('vm', 'composefile');
    return typeof path === 'string'
      ? `the compose file ${path} is not in this folder, or cannot be read.`
      : 'metadata.json names no compose file.';
  },
  generated: (extension) =>
    isGenerated(extension) ? undefined : 'the extension was not created by ddext-oauth.',
  extension: (extension) =>
    extension.kind === 'image' || extension.extension
      ? undefined
      : 'there is no auth/src/extension.ts that can be read.',
  providers: (extension) =>
    extension.kind === 'image' || extension.providers.length > 0
      ? undefined
      : 'there is no provider in auth/src/providers.',
  record: (extension) =>
    extension.kind === 'image' || extension.record
      ? undefined
      : 'there is no ddext-oauth.json that can be read.',
  vite: (extension) =>
    extension.kind === 'image' || extension.viteConfig
      ? undefined
      : 'there is no configuration of Vite that can be read.',
  scripts: (extension) =>
    extension.kind === 'image' || pageScripts(extension).length > 0
      ? undefined
      : 'this folder has no scripts of a page.',
  reactApp: (extension) =>
    extension.kind === 'image' || extension.reactApps.length > 0
      ? undefined
      : 'no package.json depends on react-scripts of create-react-app.',
  ui: ({ ui, kind }) =>
    ui ? undefined : kind === 'image' ? 'the image contains no UI.' : 'the UI is not built; build it first.',
} satisfies Record<string, Reason>;

/** The name of something that a rule reads. */
export type Need = keyof typeof needs;

/** Why a rule is left out; undefined if the extension has everything that it reads. */
export function missingNeed(names: readonly Need[], extension: WorkspaceOrImage): string | undefined {
  for (const name of names) {
    const reason = needs[name](extension);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
