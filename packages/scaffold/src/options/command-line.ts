import type { Options } from './options.ts';
import { shellQuote } from './shell.ts';

/**
 * The command that makes the same files again, with no default left to a later version: in any directory, or for an
 * extension in a workspace at the root of that.
 */
export function commandLine(options: Options): string {
  const words = [
    ...beginning(options),
    ...['--strategy', options.strategy],
    ...(options.strategy === 'extension-tab'
      ? ['--redirect', options.redirect, '--exchange', options.exchange]
      : []),
    ...options.providers.flatMap(({ id }) => ['--provider', id]),
    ...options.accept.flatMap((id) => ['--accept', id]),
    ...['--image', options.image],
    // A title may begin with a hyphen, and would be taken for a flag if it stood alone.
    ...(options.title.startsWith('-') ? [`--title=${options.title}`] : ['--title', options.title]),
    ...(options.strategy === 'backend-callback' ? ['--port', String(options.port)] : []),
    options.workspace ? '--no-interactive' : '--yes',
  ];
  return words.map((word) => shellQuote(word)).join(' ');
}

function beginning({ name, workspace }: Options): readonly string[] {
  if (!workspace) return ['pnpm', 'create', 'ddext-oauth', name];
  const nx = workspace.packageManager === 'npm' ? ['npx', 'nx'] : ['pnpm', 'nx'];
  return [...nx, 'generate', '@ddext-oauth/nx:extension', workspace.path];
}
