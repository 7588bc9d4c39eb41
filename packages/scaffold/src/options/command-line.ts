import type { Options } from './options.ts';
import { isPortRecorded, recordedOptions } from './record.ts';
import { shellQuote } from './shell.ts';

/**
 * The command that generates the same files again. It contains all options, because a later version may have other defaults. It runs in
 * any directory; for an extension in an existing workspace, in the root of that.
 */
export function commandLine(options: Options): string {
  const words = [
    ...programOf(options),
    ...['--strategy', options.strategy],
    ...(options.strategy === 'extension-tab'
      ? ['--redirect', options.redirect, '--exchange', options.exchange]
      : []),
    ...options.providers.flatMap(({ id }) => ['--provider', id]),
    ...options.accept.flatMap((id) => ['--accept', id]),
    ...['--image', options.image],
    // A title that starts with a hyphen would be parsed as an option.
    ...(options.title.startsWith('-') ? [`--title=${options.title}`] : ['--title', options.title]),
    ...(isPortRecorded(options) ? ['--port', String(options.port)] : []),
    ...(options.bare ? ['--bare'] : []),
    ...(recordedOptions(options).license ? ['--license', String(options.license)] : []),
    ...(options.remoteCache === undefined ? [] : ['--remote-cache', options.remoteCache]),
    options.workspace ? '--no-interactive' : '--yes',
  ];
  return words.map((word) => shellQuote(word)).join(' ');
}

function programOf({ name, workspace }: Options): readonly string[] {
  if (!workspace) return ['pnpm', 'create', 'ddext-oauth', name];
  const nx = workspace.packageManager === 'npm' ? ['npx', 'nx'] : ['pnpm', 'nx'];
  return [...nx, 'generate', '@ddext-oauth/nx:extension', workspace.path];
}
