import { parseArgs } from 'node:util';
import type { PlanOptions } from './plan.ts';

const DEFAULTS = { jobs: '4', 'per-job': '4', 'cache-access': 'read' };

export const usage = `Usage: ddext-ci plan [options]

Splits the projects that "nx affected" finds between the jobs of a CI run. Prints the lines tasks=JSON and images=JSON, or
appends them to the file in GITHUB_OUTPUT.

  --jobs=N                 the most jobs of each kind (default: ${DEFAULTS.jobs})
  --per-job=N              use a further job for each N extensions (default: ${DEFAULTS['per-job']})
  --image-cache=REPOSITORY keep the layers of images in this repository of a registry
  --cache-access=ACCESS    "write" to it as well, or "read" only (default: ${DEFAULTS['cache-access']})
  --help                   print this text
`;

/**
 * Parses the arguments of `ddext-ci`.
 *
 * @returns undefined for `--help`
 * @throws {Error} for an unknown command or option, and for a value that is not allowed
 */
export function parseArguments(args: readonly string[]): PlanOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      jobs: { type: 'string', default: DEFAULTS.jobs },
      'per-job': { type: 'string', default: DEFAULTS['per-job'] },
      'image-cache': { type: 'string' },
      'cache-access': { type: 'string', default: DEFAULTS['cache-access'] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  if (positionals.join(' ') !== 'plan') throw new Error(`Unknown command. ${usage}`);
  const repository = values['image-cache'];
  const write = isWrite(values['cache-access']);
  return {
    jobs: positive('--jobs', values.jobs),
    perJob: positive('--per-job', values['per-job']),
    ...(repository && { imageCache: { repository, write } }),
  };
}

function positive(option: string, text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new Error(`${option} must be a number from 1 to 999, not ${JSON.stringify(text)}.`);
}

function isWrite(access: string): boolean {
  if (access === 'read' || access === 'write') return access === 'write';
  throw new Error(`--cache-access must be read or write, not ${JSON.stringify(access)}.`);
}
