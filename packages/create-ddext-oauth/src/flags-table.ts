import { optionTable } from '@ddext-oauth/scaffold';
import { flags } from './flags.ts';

/** The options as a Markdown table, for the README. docs/providers.md lists the values of `--provider`. */
export function flagsTable(): string {
  const { directory, ...options } = optionTable;
  const rows = [
    [`\`[${directory.placeholder}]\``, describe(directory)],
    ...Object.entries(flags).map(([name, { short, placeholder, description }]) => {
      const spelling = `\`--${name}${placeholder ? ` ${placeholder}` : ''}\`${short ? `, \`-${short}\`` : ''}`;
      const option = Object.hasOwn(options, name) ? options[name as keyof typeof options] : undefined;
      return [spelling, option ? describe(option) : description];
    }),
  ];
  return [
    '| Option | Description |',
    '|---|---|',
    ...rows.map(([flag, text]) => `| ${flag} | ${text} |`),
  ].join('\n');
}

type Row = (typeof optionTable)[keyof typeof optionTable];

function describe({ description, defaultDescription, choices, repeatable }: Row): string {
  const values =
    choices && !repeatable
      ? `: ${choices.map(({ value, label }) => `\`${value}\` (${label})`).join(' or ')}`
      : '';
  return `${description}${values}. Default: ${defaultDescription}`;
}
