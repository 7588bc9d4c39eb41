import { join, resolve } from 'node:path';
import type { ProviderLocation } from '../identity-provider/variables.ts';
import { extensionVariables } from '../identity-provider/variables.ts';
import type { BackendSource, UiSource } from '../options.ts';
import type { ConnectionTestProcessOptions } from './process/process.ts';

export interface TestedExtension {
  readonly directory: string;
  readonly ui: UiSource;
  readonly backend?: BackendSource | undefined;
  /** The built-in one, where it is there. */
  readonly provider?: ProviderLocation | undefined;
  readonly log: (line: string) => void;
}

/** What a connection test is started with: the folders, and the variables that the extension's backend would have now. */
export async function connectionTestProcessOptions(
  tried: TestedExtension,
): Promise<ConnectionTestProcessOptions> {
  const { directory, ui, backend, provider, log } = tried;
  const env = (backend && 'env' in backend && backend.env) || {};
  const variables = await extensionVariables({ extensionDirectory: directory, provider, env });
  // What the built-in provider's own variables allow otherwise.
  if (!provider) variables.DDEXT_INSECURE_LOOPBACK_ISSUER ??= '1';
  const uiDirectory = resolve('directory' in ui ? ui.directory : join(directory, 'ui'));
  return { directory, uiDirectory, environment: { ...process.env, ...variables }, log };
}
