import { parseOptions } from '@ddext-oauth/check/command-line';
import { invalidOption } from '../../errors.ts';
import { testUserIds } from '../../identity-provider/test-users.ts';

export const connectionTestUsage = `Usage: ddext-simulator try [PROVIDER] [--grant GRANT] [--directory DIR] [--user NAME] [--json]

Tests the connection to one provider of the extension in DIR (default: this folder) step by step. It shows what is sent
and received and, if a step fails, the likely cause and the setting to fix. Without PROVIDER it lists the providers.

  --grant GRANT     authorization_code, device_code or client_credentials. Default: the first grant of the provider
  --directory DIR   the folder of the extension
  --user NAME       signs in without a browser as a test user of the test identity provider, such as ada. For
                    providers without a client ID
  --json            prints the steps as JSON, and everything else to standard error
  --help

Exit codes: 0 the connection works, possibly with remarks; 1 a step failed; 2 the command is invalid; 3 all steps passed
at the test identity provider, because no client ID is set, and the provider itself was not contacted. No secret is
printed or stored.
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

/** Parses the arguments after `try`. @throws SimulatorError `options-invalid` */
export function readConnectionTestOptions(args: readonly string[]): ConnectionTestCommandOptions | 'help' {
  const { values, positionals } = parseOptions(
    { args: [...args], options, allowPositionals: true },
    invalidOption,
  );
  if (values.help) return 'help';
  const [provider, second] = positionals;
  if (second !== undefined)
    throw invalidOption(`Only one provider can be tested at a time: remove "${second}".`);
  const { directory, user, json, grant } = values;
  if (user !== undefined && !testUserIds.includes(user))
    throw invalidOption(`--user takes one of ${testUserIds.join(', ')}, not "${user}".`);
  return {
    ...{ directory, json },
    ...(provider && { provider }),
    ...(grant && { grant }),
    ...(user !== undefined && { user }),
  };
}
