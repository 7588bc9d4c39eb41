import type { Conflict, Registration } from '@ddext-oauth/scaffold/update';

/** The text of a refusal: every conflict, and how to leave the files to the user. */
export function conflictText(conflicts: readonly Conflict[]): string {
  const paths = [...new Set(conflicts.map(({ path }) => path))];
  const flags = paths.map((path) => `--skip=${path}`).join(' ');
  return [
    'Nothing is written, because the change conflicts with your edits.',
    ...conflicts.map(describeConflict),
    `To change ${paths.length > 1 ? 'these files' : 'this file'} by hand, rerun with ${flags}`,
  ].join('\n\n');
}

/** The reason of a conflict, and the lines of both sides. */
export function describeConflict({ reason, collisions }: Conflict): string {
  const lines = collisions.flatMap(({ found, wanted }) => [...marked('-', found), ...marked('+', wanted)]);
  return [reason, ...lines].join('\n');
}

/** What to register at a provider. */
export function registrationText({ provider, console, from, to }: Registration): string {
  const place = console ? `${provider} (${console})` : provider;
  return `Register this redirect URI at ${place}: ${to}\n    It replaces ${from}`;
}

function marked(mark: string, text: string): string[] {
  if (text === '') return [];
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `    ${mark} ${line}`);
}
