import { parentPort, workerData } from 'node:worker_threads';
import { CheckError } from '../errors.ts';
import { report } from '../report/report.ts';
import { rules } from '../rules/index.ts';
import type { ThreadAnswer, ThreadInput } from './check-in-thread.ts';
import { readImage } from './read-image.ts';

/** The thread of `checkInThread`. Errors other than CheckError end it, and the caller receives them. */
const { directory, image, environment, silenced, hosts } = workerData as ThreadInput;

async function answer(): Promise<ThreadAnswer> {
  try {
    return { report: report(await readImage(image, directory, environment), rules, silenced, hosts) };
  } catch (error) {
    if (error instanceof CheckError) return { code: error.code, message: error.message };
    throw error;
  }
}

parentPort?.postMessage(await answer());
