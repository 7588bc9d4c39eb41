import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CheckError, type CheckErrorCode } from '../errors.ts';
import type { Report } from '../report/report.ts';
import type { Silenced } from '../sources/silenced.ts';
import { heapLimits } from './limits.ts';

/** What the thread is given. */
export interface ThreadInput {
  readonly directory: string;
  readonly image: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly silenced: Silenced;
}

/** What the thread answers: an error keeps its class in no other way. */
export type ThreadAnswer =
  | { readonly report: Report }
  | { readonly code: CheckErrorCode; readonly message: string };

/**
 * Checks an image in a thread of its own, whose heap is limited: an archive that needs more memory ends the thread and not the
 * process.
 *
 * @throws {CheckError} `unreadable`, also where the memory was not enough
 */
export async function checkInThread(input: ThreadInput): Promise<Report> {
  const thread = new Worker(new URL('./check-image-thread.js', import.meta.url), {
    workerData: input,
    resourceLimits: heapLimits,
  });
  try {
    const [answer] = (await Promise.race([once(thread, 'message'), ended(thread)])) as [ThreadAnswer];
    if ('report' in answer) return answer.report;
    throw new CheckError(answer.code, answer.message);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'))
      throw error;
    throw new CheckError(
      'unreadable',
      `The image ${input.image} cannot be checked: its files need more memory than ddext-check may use. Make it smaller.`,
      { cause: error },
    );
  } finally {
    await thread.terminate();
  }
}

/** A thread that ends without an answer has nothing left to wait for. */
async function ended(thread: Worker): Promise<never> {
  await once(thread, 'exit');
  throw new Error('the thread that reads the image ended without an answer');
}
