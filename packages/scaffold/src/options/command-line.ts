import type { Options } from './options.ts';
import { recordedOptions } from './record.ts';
import { shellQuote } from './shell.ts';

/** How the command is started: as the published package, or in a checkout of this repository, from its packed packages. */
export const createPrograms = {
  published: 'pnpm create ddext-oauth',
  checkout: 'npm run create --',
} as const;

/**
 * The command that generates the same files again. It contains all options, because a later version may have other defaults. It runs in
 * any directory; with {@link createPrograms}.checkout, in the checkout; for an extension in an existing workspace, in the root of that.
 *
 * @param program starts the command. It is not used for an extension in an existing workspace
 */
export function commandLine(options: Options, program: string = createPrograms.published): string {
  const { port, license } = recordedOptions(options);
  const words = [
    options.workspace?.path ?? options.name,
    ...['--strategy', options.strategy],
    ...(options.strategy === 'extension-tab'
      ? ['--redirect', options.redirect, '--exchange', options.exchange]
      : []),
    ...(options.key === 'page' ? [] : ['--key', options.key]),
    ...['--hosts', options.hosts.join()],
    ...options.providers.flatMap(({ id }) => ['--provider', id]),
    ...options.tokens.flatMap(({ provider }) => ['--token', provider]),
    ...options.accept.flatMap((id) => ['--accept', id]),
    ...options.privateKeyJwt.flatMap((id) => ['--private-key-jwt', id]),
    ...options.par.flatMap((id) => ['--par', id]),
    ...options.dpop.flatMap((id) => ['--dpop', id]),
    ...['--image', options.image],
    // A title that starts with a hyphen would be parsed as an option.
    ...(options.title.startsWith('-') ? [`--title=${options.title}`] : ['--title', options.title]),
    ...(port === undefined ? [] : ['--port', port]),
    ...(options.bare ? ['--bare'] : []),
    ...(license === undefined ? [] : ['--license', license]),
    ...(options.remoteCache === undefined ? [] : ['--remote-cache', options.remoteCache]),
    options.workspace ? '--no-interactive' : '--yes',
  ];
  return [programOf(options, program), ...words.map((word) => shellQuote(word))].join(' ');
}

function programOf({ workspace }: Options, program: string): string {
  if (!workspace) return program;
  return `${workspace.packageManager === 'npm' ? 'npx' : 'pnpm'} nx generate @ddext-oauth/nx:extension`;
}
