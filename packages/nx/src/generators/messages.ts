import type { Conflict, Registration } from '@ddext-oauth/scaffold/update';

/** The text of a refusal: every conflict, and how to leave the files to the user. */
export function conflictText(conflicts: readonly Conflict[]): string {
  const paths = [...new Set(conflicts.map(({ path }) => path))];
  const flags = paths.map((path) => `--skip=${path}`).join(' ');
  return [
    'Nothing is written, because the change conflicts with your edits.',
    ...conflicts.map(describeConflict),
    `To change ${paths.length > 1 ? 'these files' : 'this file'} by hand, rerun with ${flags}\nThe other files are then changed, and the lines that you have to change are listed.`,
  ].join('\n\n');
}

/** The reason of a conflict, with the lines of both sides. */
export function describeConflict({ path, reason, collisions }: Conflict): string {
  const places = collisions.flatMap(({ line, found, wanted }) => [
    `  Yours${line === undefined ? '' : ` (${path}:${line})`}:`,
    ...indented(found),
    '  Wanted:',
    ...indented(wanted),
  ]);
  return [reason, ...places].join('\n');
}

/** What to register at a provider. */
export function registrationText({ provider, console, from, to }: Registration): string {
  const place = console ? `${provider} (${console})` : provider;
  return `Register this redirect URI at ${place}: ${to}\n    It replaces ${from}`;
}

function indented(text: string): string[] {
  const lines = text === '' ? ['(deleted)'] : text.replace(/\n$/, '').split('\n');
  return lines.map((line) => `      ${line}`);
}
