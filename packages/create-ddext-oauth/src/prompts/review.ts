import {
  commandLine,
  type OptionName,
  type Options,
  optionTable,
  redirectUris,
  resolveOptions,
} from '@ddext-oauth/scaffold';
import { findPackageManager } from '../package-manager.ts';
import { BACK, CANCEL } from './answer.ts';
import { concerns, type Review, type Script } from './interview.ts';

/** Shows what would be made, and the command that makes it without a question; then asks whether to. */
export function reviewOf(questions: Script['questions']): Review {
  return async (asking) => {
    const { answers, clack, keys, signal } = asking;
    const { options, warnings } = resolveOptions(answers);
    clack.note(summary(options, warnings), 'This will be made');
    // Not in a box, so that it can be copied as one line.
    process.stdout.write(`\nSame, non-interactive:\n\n${typedCommand(options)}\n\n`);
    const answer = keys.read(
      await clack.select({
        message: 'Make it?',
        options: [
          { value: 'make', label: 'Yes, make it' },
          { value: 'change', label: 'Change an answer' },
          { value: 'cancel', label: 'Cancel, and write nothing' },
        ],
        signal,
      }),
    );
    if (answer === 'cancel') return CANCEL;
    if (answer !== 'change') return answer === 'make' ? 'make' : answer === BACK ? BACK : CANCEL;
    const names = (Object.keys(questions) as OptionName[]).filter((name) => concerns(name, answers));
    const labels = valuesOf(options);
    const changed = keys.read(
      await clack.select({
        message: 'Which one?',
        options: names.map((value) => ({ value, label: `${value}: ${labels[value]}` })),
        signal,
      }),
    );
    return changed === BACK ? reviewOf(questions)(asking) : changed;
  };
}

/** As it would be typed here: where there is no pnpm, through npx. */
function typedCommand(options: Options): string {
  const command = commandLine({ ...options, name: options.directory });
  return command.replace(/^pnpm/, findPackageManager().spelling);
}

function summary(options: Options, warnings: readonly string[]): string {
  const provider = options.providers.map(({ id }) => id);
  const rows = Object.entries(valuesOf(options)).filter(([name]) =>
    concerns(name as OptionName, { ...options, provider }),
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    '',
    'Register exactly:',
    ...redirectUris(options).map(
      ({ uri, providers }) => `${uri} (${providers.map(({ name }) => name).join(', ')})`,
    ),
    ...warnings.flatMap((warning) => ['', `Warning: ${warning}`]),
  ].join('\n');
}

function valuesOf({ providers, ...options }: Options): Readonly<Record<OptionName, string>> {
  const names = Object.keys(optionTable) as OptionName[];
  const text = (name: OptionName) =>
    name === 'provider' ? providers.map((preset) => preset.name).join(', ') : String(options[name]);
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<OptionName, string>;
}
