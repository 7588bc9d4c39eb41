import { ScaffoldError } from '@ddext-oauth/scaffold';
import { assumeSize } from '../prompts/terminal-size.ts';
import type { Session } from '../session.ts';

/**
 * Asks whether to write the changes that are shown.
 *
 * @throws {ScaffoldError} `no-terminal`; `cancelled` unless the user agrees
 */
export async function confirmed({ interruption }: Session, count: number): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new ScaffoldError(
      'no-terminal',
      'There is no terminal to ask in. To write these changes, add --yes; to see them only, add --dry-run.',
    );
  assumeSize();
  const { select } = await import('../prompts/clack.ts');
  const answer = await select({
    message: `Write these ${count} files?`,
    options: [
      { value: 'write', label: 'Yes, write them' },
      { value: 'cancel', label: 'Cancel, and write nothing' },
    ],
    signal: interruption.signal,
  });
  if (answer === 'write') return;
  interruption.interrupt();
  throw new ScaffoldError('cancelled', 'Cancelled; nothing was written.');
}
