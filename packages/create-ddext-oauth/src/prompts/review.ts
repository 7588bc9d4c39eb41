import {
  commandLine,
  type OptionName,
  type Options,
  optionTable,
  redirectUris,
  resolveOptions,
} from '@ddext-oauth/scaffold';
import { busyPortWarnings } from '../busy-port.ts';
import { createProgram } from '../installation.ts';
import { BACK, CANCEL } from './answer.ts';
import { concerns, type Review, type Script } from './interview.ts';

/** Shows what would be created and the equivalent non-interactive command, and asks for confirmation. */
export function reviewOf(questions: Script['questions']): Review {
  return async (asking) => {
    const { answers, clack, keys, signal } = asking;
    const resolved = resolveOptions(answers);
    const { options } = resolved;
    const warnings = [...resolved.warnings, ...(await busyPortWarnings(options))];
    clack.note(summary(options, warnings), 'This will be created');
    // Outside of the box, so that it can be copied as one line.
    process.stdout.write(`\nSame, non-interactive:\n\n${typedCommand(options)}\n\n`);
    const answer = keys.read(
      await clack.select({
        message: 'Create it?',
        options: [
          { value: 'make', label: 'Yes, create it' },
          { value: 'change', label: 'Change an answer' },
          { value: 'cancel', label: 'Cancel, and write nothing' },
        ],
        signal,
      }),
    );
    if (answer === 'cancel') return CANCEL;
    if (answer !== 'change')
      return answer === 'make' ? { options, warnings } : answer === BACK ? BACK : CANCEL;
    const names = (Object.keys(questions) as OptionName[]).filter((name) => concerns(name, answers));
    const labels = valuesOf(options);
    const changed = keys.read(
      await clack.select({
        message: 'Which answer?',
        options: names.map((value) => ({ value, label: `${value}: ${labels[value]}` })),
        signal,
      }),
    );
    return changed === BACK ? reviewOf(questions)(asking) : changed;
  };
}

/** As the user would type it in the working directory. */
function typedCommand(options: Options): string {
  return commandLine({ ...options, name: options.directory }, createProgram());
}

function summary(options: Options, warnings: readonly string[]): string {
  const provider = options.providers.map(({ id }) => id);
  const token = options.tokens.map((each) => each.provider);
  const registered = redirectUris(options).map(
    ({ uri, providers }) => `${uri} (${providers.map(({ name }) => name).join(', ')})`,
  );
  const rows = Object.entries(valuesOf(options)).filter(
    ([name, value]) => value !== '' && concerns(name as OptionName, { ...options, provider, token }),
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...(registered.length > 0 ? ['', 'Register exactly:', ...registered] : []),
    ...warnings.flatMap((warning) => ['', `Warning: ${warning}`]),
  ].join('\n');
}

function valuesOf({ providers, tokens, ...options }: Options): Readonly<Record<OptionName, string>> {
  const names = Object.keys(optionTable) as OptionName[];
  const text = (name: OptionName) => {
    if (name === 'provider') return namesOf(providers);
    return name === 'token' ? namesOf(tokens) : String(options[name] || '');
  };
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<OptionName, string>;
}

function namesOf(providers: readonly { readonly name: string }[]): string {
  return providers.map(({ name }) => name).join(', ');
}
