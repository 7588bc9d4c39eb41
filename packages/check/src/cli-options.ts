import { type Host, isHost } from '@ddext-oauth/providers';
import type { CheckOptions } from './check.ts';
import { parseOptions } from './command-line.ts';
import { CheckError } from './errors.ts';
import { type Severity, severities } from './sources/severity.ts';

export type Format = 'text' | 'json' | 'sarif';

export type Invocation =
  | { readonly show: 'help' | 'version' }
  | { readonly check: CheckOptions; readonly format: Format; readonly failOn: Severity };

const options = {
  image: { type: 'string' },
  hosts: { type: 'string' },
  json: { type: 'boolean' },
  sarif: { type: 'boolean' },
  'fail-on': { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

/**
 * Reads the command line.
 *
 * @param args without the program's own name
 * @throws {CheckError} `usage`
 */
export function readInvocation(args: readonly string[]): Invocation {
  const { values, positionals } = parseOptions(
    { args: [...args], options, allowPositionals: true },
    (sentence) => new CheckError('usage', sentence),
  );
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
  const failOn = severities.find((severity) => severity === (values['fail-on'] ?? 'note'));
  if (failOn === undefined)
    throw new CheckError('usage', `--fail-on takes ${severities.join(', ')}, not "${values['fail-on']}".`);
  return {
    failOn,
    check: {
      directory,
      ...(image !== undefined && { image }),
      ...(values.hosts !== undefined && { hosts: readHosts(values.hosts) }),
    },
    format: values.json ? 'json' : values.sarif ? 'sarif' : 'text',
  };
}

function readHosts(given: string): readonly Host[] {
  return given.split(',').map((word) => {
    if (isHost(word)) return word;
    throw new CheckError('usage', `--hosts takes a list of docker, rancher and podman, not "${given}".`);
  });
}
