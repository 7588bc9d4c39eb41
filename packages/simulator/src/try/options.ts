import { misused, parseStrictly } from '../cli-options.ts';

export const tryUsage = `Usage: ddext-simulator try [PROVIDER] [--directory DIR] [--person NAME] [--json]

Tries the sign-in at one provider of the extension in DIR (this folder unless given), step by step: what is sent,
what comes back, and, where a step fails, its usual cause and what to mend. Without PROVIDER it lists them.

  --directory DIR   the extension's folder
  --person NAME     signs in by itself, as one of the people of the built-in identity provider, such as ada;
                    for a provider that no client id is set for
  --json            prints the steps as JSON, and everything else on standard error
  --help

Ends with 0 when every step was made or left out for a reason, with 1 when one failed, and with 2 when the command
was not typed right. No secret is printed, and nothing is kept.
`;

export interface TryOptions {
  readonly provider?: string;
  readonly directory: string;
  readonly person?: string;
  readonly json: boolean;
}

/** Reads what comes after `try`. @throws SimulatorError `options-invalid` */
export function readTryOptions(args: readonly string[]): TryOptions | 'help' {
  const { values, positionals } = parseStrictly({
    args: [...args],
    allowPositionals: true,
    options: {
      directory: { type: 'string', default: '.' },
      person: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return 'help';
  const [provider, second] = positionals;
  if (second !== undefined) throw misused(`One provider is tried at a time; "${second}" is a second one.`);
  const { directory, person, json } = values;
  return { directory, json, ...(provider && { provider }), ...(person && { person }) };
}
