import { optionTable } from '@ddext-oauth/scaffold';

export interface FlagRow {
  readonly short?: string;
  /** Absent for a switch. */
  readonly placeholder?: string;
  readonly repeatable?: boolean;
  readonly description: string;
}

const { directory: _, ...options } = optionTable;

/** The options of the scaffold, less the directory, which is positional. */
const optionFlags: Readonly<Record<string, FlagRow>> = Object.fromEntries(
  Object.entries(options).map(([name, { placeholder, repeatable, description, defaultDescription }]) => [
    name,
    { placeholder, repeatable, description: `${description} (default: ${defaultDescription})` },
  ]),
);

const switches = {
  yes: { short: 'y', description: 'Do not prompt: use the defaults for missing options' },
  'dry-run': { description: 'Show which files would be written, and write none' },
  json: { description: 'Print one JSON object; do not prompt' },
  'no-install': { description: 'Leave the dependencies to be installed later' },
  'no-git': { description: 'Make no Git repository' },
  'print-schema': { description: 'Print the options as a JSON Schema, draft 2020-12' },
  help: { short: 'h', description: 'Show this text' },
  version: { short: 'v', description: 'Show the version' },
} satisfies Record<string, FlagRow>;

export type Switch = keyof typeof switches;

/** Every flag by its name, in the order of the help. */
export const flags: Readonly<Record<string, FlagRow>> = { ...optionFlags, ...switches };
