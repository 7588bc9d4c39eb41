import { optionTable } from '@ddext-oauth/scaffold';
import { exitMeanings } from './errors.ts';
import { flags } from './flags.ts';
import { createProgram } from './installation.ts';

const WIDTH = 100;
const MARGIN = 24;

/** The text of `--help`, generated from the tables of options, choices and exit codes. */
export function helpText(): string {
  const { directory } = optionTable;
  const program = createProgram();
  return [
    'Create a Docker Desktop extension with OAuth sign-in, or add sign-in to an existing one.',
    `Usage:\n  ${program} [${directory.placeholder}] [OPTIONS]\n  ${program} --add [${directory.placeholder}] --provider ID [OPTIONS]\n  ${program} --remove [${directory.placeholder}]`,
    section('Argument', [
      [directory.placeholder, `${directory.description} (default: ${directory.defaultDescription})`],
    ]),
    section(
      'Options',
      Object.entries(flags).map(([name, row]) => [spelling(name, row), row.description]),
    ),
    ...valueSections(),
    section('Exit codes', Object.entries(exitMeanings)),
    `Example:\n  ${program} my-extension --provider github --image acme/my-extension --yes`,
  ].join('\n\n');
}

/** The values of each option that has a fixed list of them. */
function valueSections(): string[] {
  return Object.entries({ ...optionTable }).flatMap(([name, { choices }]) =>
    choices
      ? [
          section(
            `Values of --${name}`,
            choices.map(({ value, label }) => [value, label]),
          ),
        ]
      : [],
  );
}

function spelling(name: string, { short, placeholder }: (typeof flags)[string]): string {
  return `${short ? `-${short}, ` : '    '}--${name}${placeholder ? ` ${placeholder}` : ''}`;
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(([term, text]) => {
    const [first = '', ...rest] = wrap(text);
    const head = `  ${term}`.padEnd(MARGIN);
    const opening = head.length > MARGIN || head.endsWith(term) ? `${head}\n${' '.repeat(MARGIN)}` : head;
    return [opening + first, ...rest.map((line) => ' '.repeat(MARGIN) + line)].join('\n');
  });
  return [`${title}:`, ...lines].join('\n');
}

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length + 1 > WIDTH - MARGIN) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
