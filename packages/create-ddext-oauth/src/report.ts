import {
  commandLine,
  type Options,
  type Origin,
  type Plan,
  redirectUris,
  shellQuote,
  type Target,
} from '@ddext-oauth/scaffold';
import { createProgram } from './installation.ts';

/** An extension that was created, or with `--dry-run` would be. */
export interface Outcome {
  readonly options: Options;
  readonly plan: Plan;
  /** What each file is made from, with `--explain`. */
  readonly origins?: ReadonlyMap<string, Origin>;
  readonly target: Target;
  readonly warnings: readonly string[];
  readonly installed: boolean;
  /** How the user starts pnpm. */
  readonly pnpm: string;
}

/** What `--json` prints on success. Sizes are in bytes. */
export function report(outcome: Outcome, { dryRun }: { readonly dryRun: boolean }): object {
  const { options, target, warnings, installed } = outcome;
  return {
    ok: true,
    dryRun,
    directory: target.path,
    files: filesOf(outcome),
    options: { ...options, providers: options.providers.map(({ id }) => id) },
    redirectUris: redirectUris(options).map(({ uri, providers }) => ({
      uri,
      providers: providers.map(({ id }) => id),
    })),
    command: commandLine(options, createProgram()),
    warnings,
    installed,
    nextCommands: nextCommands(outcome),
  };
}

/** What the command prints at the end. */
export function closingText(outcome: Outcome, strong: (text: string) => string): string {
  const { options, plan, pnpm } = outcome;
  const next = nextCommands(outcome).map((line) => `  ${strong(line)}`);
  return [
    `Created ${options.name}: ${plan.size} files.`,
    `Next:\n${next.join('\n')}`,
    ...(options.providers.length > 0 ? registrationTexts(options, pnpm, strong) : [keysText(options, pnpm)]),
  ].join('\n\n');
}

function registrationTexts(options: Options, pnpm: string, strong: (text: string) => string): string[] {
  const registrations = options.providers.map(
    ({ name, registration }) => `  ${name}: ${registration.url ?? "in your provider's console"}`,
  );
  const registered = redirectUris(options).map(({ uri, providers }, _index, { length }) =>
    length === 1 ? `  ${strong(uri)}` : `  ${strong(uri)} (${providers.map(({ name }) => name).join(', ')})`,
  );
  return [
    `${pnpm} dev includes a test identity provider. At a real provider, register this redirect URI exactly:\n${registered.join('\n')}`,
    registrations.join('\n'),
  ];
}

/** There is nothing to register. */
function keysText({ tokens }: Options, pnpm: string): string {
  const pages = tokens.map(({ name, noun, console }) => `  ${name}, ${noun}: ${console}`);
  return `${pnpm} dev includes test keys. Users create a key on this page and paste it into the extension:\n${pages.join('\n')}`;
}

/** Every file that would be written, with its size and, with `--explain`, what it is made from. */
export function dryRunText(outcome: Pick<Outcome, 'plan' | 'origins' | 'target'>): string {
  const files = filesOf(outcome);
  const width = Math.max(0, ...files.map(({ bytes }) => String(bytes).length));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    `Would write ${files.length} files, ${total} bytes, to ${outcome.target.path}:`,
    ...files.map(({ path, bytes, from }) => `  ${String(bytes).padStart(width)}  ${path}${arrow(from)}`),
  ].join('\n');
}

/** ` <- +backend/compose.yaml.hbs (+ extension/_partials/ports.hbs)` */
function arrow(from: readonly string[] | undefined): string {
  if (from === undefined) return '';
  const [source, ...partials] = from;
  return ` <- ${source}${partials.length > 0 ? ` (+ ${partials.join(', ')})` : ''}`;
}

/** `from` is the template of a file and its partials, with `--explain`. */
function filesOf({ plan, origins }: Pick<Outcome, 'plan' | 'origins'>) {
  return [...plan].map(([path, content]) => {
    const origin = origins?.get(path);
    const from = origin && [origin.source, ...origin.partials];
    return { path, bytes: Buffer.byteLength(content), ...(from && { from }) };
  });
}

function nextCommands({ options, target, installed, pnpm }: Outcome): string[] {
  const steps = [
    process.cwd() === target.path ? undefined : `cd ${shellQuote(options.directory, process.platform)}`,
    installed ? undefined : `${pnpm} install`,
    `${pnpm} dev`,
    `${pnpm} nx run-many -t test`,
  ];
  return steps.filter((step) => step !== undefined);
}
