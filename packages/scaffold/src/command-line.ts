import type { Options } from './options.ts';
import { shellQuote } from './shell.ts';

/** The command that makes the same files again, in any directory, with no default left to a later version. */
export function commandLine(options: Options): string {
  const words = [
    ...['pnpm', 'create', 'ddext-oauth', options.name],
    ...['--strategy', options.strategy],
    ...(options.strategy === 'extension-tab'
      ? ['--redirect', options.redirect, '--exchange', options.exchange]
      : []),
    ...options.providers.flatMap(({ id }) => ['--provider', id]),
    ...['--image', options.image],
    // A title may begin with a hyphen, and would be taken for a flag if it stood alone.
    ...(options.title.startsWith('-') ? [`--title=${options.title}`] : ['--title', options.title]),
    ...(options.strategy === 'backend-callback' ? ['--port', String(options.port)] : []),
    '--yes',
  ];
  return words.map((word) => shellQuote(word)).join(' ');
}
