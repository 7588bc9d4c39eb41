import { commandLine, type Plan, redirectUris, shellQuote } from '@ddext-oauth/scaffold';
import type { Context } from './context.ts';
import { findPackageManager } from './package-manager.ts';

type Made = Pick<Context, 'invocation' | 'options' | 'plan' | 'target' | 'warnings' | 'installed'>;

/** What --json prints in success. Sizes are in bytes. */
export function report(made: Made): object {
  const { options, plan, target, warnings, installed, invocation } = made;
  return {
    ok: true,
    dryRun: invocation.has('dry-run'),
    directory: target.path,
    files: filesOf(plan),
    options: { ...options, providers: options.providers.map(({ id }) => id) },
    redirectUris: redirectUris(options).map(({ uri, providers }) => ({
      uri,
      providers: providers.map(({ id }) => id),
    })),
    command: commandLine(options),
    warnings,
    installed,
    nextCommands: nextCommands(made),
  };
}

/** What a person sees at the end. */
export function closingText(made: Made, strong: (text: string) => string): string {
  const { options, plan } = made;
  const registrations = options.providers.map(
    ({ name, registration }) => `  ${name}: ${registration.url ?? "in your provider's console"}`,
  );
  const registered = redirectUris(options).map(({ uri, providers }, _index, { length }) =>
    length === 1 ? `  ${strong(uri)}` : `  ${strong(uri)} (${providers.map(({ name }) => name).join(', ')})`,
  );
  return [
    `Made ${options.name}: ${plan.size} files.`,
    `Next:\n${nextCommands(made)
      .map((line) => `  ${strong(line)}`)
      .join('\n')}`,
    `${findPackageManager().spelling} dev includes a test identity provider. At a real provider, register this redirect URI exactly:\n${registered.join('\n')}`,
    registrations.join('\n'),
  ].join('\n\n');
}

/** Every file that would be written, with its size. */
export function dryRunText({ plan, target }: Pick<Context, 'plan' | 'target'>): string {
  const files = filesOf(plan);
  const width = Math.max(0, ...files.map(({ bytes }) => String(bytes).length));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    `Would write ${files.length} files, ${total} bytes, to ${target.path}:`,
    ...files.map(({ path, bytes }) => `  ${String(bytes).padStart(width)}  ${path}`),
  ].join('\n');
}

function filesOf(plan: Plan) {
  return [...plan].map(([path, content]) => ({ path, bytes: Buffer.byteLength(content) }));
}

function nextCommands({ options, target, installed }: Made): string[] {
  const { spelling } = findPackageManager();
  const steps = [
    process.cwd() === target.path ? undefined : `cd ${shellQuote(options.directory, process.platform)}`,
    installed ? undefined : `${spelling} install`,
    `${spelling} dev`,
    `${spelling} nx run-many -t test`,
  ];
  return steps.filter((step) => step !== undefined);
}
