import { optionTable } from '@ddext-oauth/scaffold';
import { methods } from '@ddext-oauth/scaffold/add/options';

export interface FlagRow {
  readonly short?: string;
  /** Absent for an option without a value. */
  readonly placeholder?: string;
  readonly repeatable?: boolean;
  readonly description: string;
  /** Name in the option table of the scaffold. */
  readonly option?: string;
}

const { directory: _, ...options } = optionTable;

/** `remoteCache` -> `remote-cache`. */
export function flagOf(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The options of the scaffold without the directory, which is positional. */
const optionFlags: Readonly<Record<string, FlagRow>> = Object.fromEntries(
  Object.entries(options).map(([name, { placeholder, repeatable, description, defaultDescription }]) => [
    flagOf(name),
    { option: name, placeholder, repeatable, description: `${description} (default: ${defaultDescription})` },
  ]),
);

/** The options of `--add` that a new extension does not have. */
const addFlags = {
  method: {
    placeholder: 'METHOD',
    description: `With --add: how users sign in: ${methods.map(({ id, summary }) => `${id} (${summary})`).join(', ')} (default: callback)`,
  },
  prefix: {
    placeholder: 'PATH',
    description:
      'With --add: path at which the sign-in answers (default: /auth, or /ddext-auth if the extension has routes there)',
  },
} satisfies Record<string, FlagRow>;

const switches = {
  add: { description: 'Add sign-in to the existing extension in DIR (default: the working directory)' },
  remove: { description: 'Remove what --add has added' },
  'keep-socket-path': {
    description:
      "With --add: mount a volume over the folder of the backend's socket instead of moving the socket",
  },
  yes: { short: 'y', description: 'Do not prompt: use the defaults for missing options' },
  'dry-run': { description: 'List the files that would be written, or show the changes, and write none' },
  explain: { description: 'With --dry-run: also show the template and partials of each file' },
  json: { description: 'Print one JSON object; do not prompt' },
  'no-install': { description: 'Do not install the dependencies' },
  'no-git': { description: 'Do not create a Git repository' },
  'print-schema': { description: 'Print the options as a JSON Schema, draft 2020-12' },
  help: { short: 'h', description: 'Print this text' },
  version: { short: 'v', description: 'Print the version' },
} satisfies Record<string, FlagRow>;

export type Switch = keyof typeof switches;

/** Every option by name, in the order of the help. */
export const flags: Readonly<Record<string, FlagRow>> = { ...optionFlags, ...addFlags, ...switches };
