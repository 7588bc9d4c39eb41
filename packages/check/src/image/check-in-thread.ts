import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Host } from '@ddext-oauth/providers';
import { CheckError, type CheckErrorCode } from '../errors.ts';
import type { Report } from '../report/report.ts';
import type { Silenced } from '../sources/silenced.ts';
import { heapLimits } from './limits.ts';

/** The input of the thread. */
export interface ThreadInput {
  readonly directory: string;
  readonly image: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly silenced: Silenced;
  readonly hosts: readonly Host[] | undefined;
}

/** The result of the thread. A CheckError is passed by its parts, because its class would be lost. */
export type ThreadAnswer =
  | { readonly report: Report }
  | { readonly code: CheckErrorCode; readonly message: string };

/**
 * Checks an image in a thread with a limited heap. An archive that needs more memory ends the thread, but not the process.
 *
 * @throws {CheckError} `unreadable`, also if the memory is not sufficient
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

/** Rejects if the thread ends without a result. */
async function ended(thread: Worker): Promise<never> {
  await once(thread, 'exit');
  throw new Error('the thread that reads the image ended without an answer');
}
