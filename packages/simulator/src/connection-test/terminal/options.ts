import { parseOptions } from '@ddext-oauth/check/command-line';
import { invalidOption } from '../../errors.ts';

export const connectionTestUsage = `Usage: ddext-simulator try [PROVIDER] [--grant GRANT] [--directory DIR] [--user NAME] [--json]

Tests the connection to one provider of the extension in DIR (this folder unless given), step by step: what is sent,
what comes back, and, where a step fails, its likely cause and the setting to fix. Without PROVIDER it lists them.

  --grant GRANT     authorization_code, device_code or client_credentials: one of the provider's grants;
                    its first unless given
  --directory DIR   the extension's folder
  --user NAME       signs in without a browser, as one of the test users of the built-in identity provider,
                    such as ada; for a provider that has no client ID yet
  --json            prints the steps as JSON, and everything else on standard error
  --help

Exit codes: 0 the connection works, remarks included; 1 a step failed; 2 the command is not valid; 3 every step passed, but at
the simulator's identity provider, because no client ID is set: the provider itself was not asked. No secret is printed, and
nothing is kept.
`;

export interface ConnectionTestCommandOptions {
  readonly provider?: string;
  readonly grant?: string;
  readonly directory: string;
  readonly user?: string;
  readonly json: boolean;
}

const options = {
  grant: { type: 'string' },
  directory: { type: 'string', default: '.' },
  user: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean' },
} as const;

/** Reads what comes after `try`. @throws SimulatorError `options-invalid` */
export function readConnectionTestOptions(args: readonly string[]): ConnectionTestCommandOptions | 'help' {
  const { values, positionals } = parseOptions(
    { args: [...args], options, allowPositionals: true },
    invalidOption,
  );
  if (values.help) return 'help';
  const [provider, second] = positionals;
  if (second !== undefined)
    throw invalidOption(`One provider is tested at a time; "${second}" is a second one.`);
  const { directory, user, json, grant } = values;
  return {
    ...{ directory, json },
    ...(provider && { provider }),
    ...(grant && { grant }),
    ...(user && { user }),
  };
}
