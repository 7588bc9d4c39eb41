import { extensionVariables, type ProviderLocation } from '../identity-provider/variables.ts';
import type { BackendSource } from '../options.ts';

/** The backend of a simulated extension, and the simulator's test identity provider once it is running. */
export interface KeyReceiver {
  readonly directory: string;
  readonly backend: BackendSource | undefined;
  readonly provider: ProviderLocation | undefined;
}

/**
 * Returns why the backend refuses test keys, in one sentence; undefined if it accepts them. It accepts them only if it has the
 * variables of this simulator, which are set for a command only.
 */
export async function testKeysRefused({
  directory,
  backend,
  provider,
}: KeyReceiver): Promise<string | undefined> {
  if (backend === undefined || !('command' in backend))
    return 'Test keys do not work here, because the simulator does not start the backend itself (--backend).';
  const env = backend.env ?? {};
  const { DDEXT_SIMULATOR_ISSUER: issuer } = await extensionVariables({
    extensionDirectory: directory,
    provider,
    env,
  });
  if (issuer === provider?.issuer) return undefined;
  return 'Test keys do not work here, because .env or the command sets DDEXT_SIMULATOR_ISSUER to another address.';
}
