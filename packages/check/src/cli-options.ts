import { parseArgs } from 'node:util';
import type { CheckOptions } from './check.ts';
import { CheckError, exitMeanings, messageOf } from './errors.ts';
import { rules } from './rules/index.ts';

export type Format = 'text' | 'json' | 'sarif';

export type Invocation =
  | { readonly show: 'help' | 'version' }
  | { readonly check: CheckOptions; readonly format: Format };

/** The text of --help. */
export function usage(): string {
  return `Usage: ddext-check [DIRECTORY] [--image REF] [--json | --sarif]

Checks the Docker Desktop extension in DIRECTORY (this folder unless given) for what breaks its
installation or its sign-in, and for client secrets where they must not be.

  --image REF    check this image of the Docker Engine instead; DIRECTORY's .env says which secrets to look for
  --json         print the report as JSON
  --sarif        print the report as SARIF 2.1.0
  --help, --version

ddext-check.json in DIRECTORY silences rules: {"silenced": {"RULE": "REASON"}}.

Exit codes:
${Object.entries(exitMeanings)
  .map(([code, meaning]) => `  ${code}  ${meaning}`)
  .join('\n')}

Rules:
${rules.map(({ id, what }) => `  ${id.padEnd(24)} ${what}`).join('\n')}`;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        image: { type: 'string' },
        json: { type: 'boolean' },
        sarif: { type: 'boolean' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    // Node's message goes on to explain how to escape a positional argument, which nobody here needs.
    throw new CheckError('usage', `${messageOf(error).split('. ')[0]}; see --help.`);
  }
}

/**
 * Reads the command line.
 *
 * @param args without the program's own name
 * @throws {CheckError} `usage`
 */
export function readInvocation(args: readonly string[]): Invocation {
  const { values, positionals } = parse(args);
  if (values.help) return { show: 'help' };
  if (values.version) return { show: 'version' };
  const [directory = '.', extra] = positionals;
  if (extra !== undefined)
    throw new CheckError('usage', `One directory is enough; "${extra}" is a second one.`);
  if (values.json && values.sarif) throw new CheckError('usage', 'Choose one of --json and --sarif.');
  const { image } = values;
  if (image !== undefined && !/^\w/.test(image)) {
    throw new CheckError(
      'usage',
      `--image takes the name of an image, such as acme/hello:dev, not "${image}".`,
    );
  }
  return {
    check: { directory, ...(image !== undefined && { image }) },
    format: values.json ? 'json' : values.sarif ? 'sarif' : 'text',
  };
}
