import { join, resolve } from 'node:path';
import type { ProviderLocation } from '../identity-provider/variables.ts';
import { extensionVariables } from '../identity-provider/variables.ts';
import type { BackendSource, UiSource } from '../options.ts';
import type { ConnectionTestProcessOptions } from './process/process.ts';

export interface TestedExtension {
  readonly directory: string;
  readonly ui?: UiSource | undefined;
  readonly backend?: BackendSource | undefined;
  /** The test identity provider, if it is running. */
  readonly provider?: ProviderLocation | undefined;
  readonly log: (line: string) => void;
}

/** The options of a connection test process: its folders, and the variables that the backend would have. */
export async function connectionTestProcessOptions(
  tried: TestedExtension,
): Promise<ConnectionTestProcessOptions> {
  const { directory, ui, backend, provider, log } = tried;
  const env = (backend && 'env' in backend && backend.env) || {};
  const variables = await extensionVariables({ extensionDirectory: directory, provider, env });
  // The variables of the test identity provider would allow this too.
  if (!provider) variables.DDEXT_INSECURE_LOOPBACK_ISSUER ??= '1';
  const uiDirectory = resolve(ui && 'directory' in ui ? ui.directory : join(directory, 'ui'));
  return { directory, uiDirectory, environment: { ...process.env, ...variables }, log };
}
