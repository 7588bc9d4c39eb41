import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { watchSources } from './watch-sources.ts';

let folder: string;
let stop: (() => void) | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ddext-watch-'));
});
afterEach(() => {
  stop?.();
  rmSync(folder, { recursive: true });
});

/** Runs in another thread, so that folders disappear while this thread reads them. */
const churn = `
  const { mkdirSync, rmSync } = require('node:fs');
  const { workerData } = require('node:worker_threads');
  for (let count = 0; count < 500; count++) {
    mkdirSync(workerData + '/a/b/c', { recursive: true });
    rmSync(workerData + '/a', { recursive: true });
  }
`;

describe('watchSources', () => {
  test('folders that appear and disappear, as in a checkout of another branch, cause no error, and later changes are detected', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    let changed = () => {};
    const errors: unknown[] = [];
    stop = await watchSources(
      { folders: [folder], files: [] },
      () => changed(),
      (error) => errors.push(error),
    );
    await once(new Worker(churn, { eval: true, workerData: folder }), 'exit');
    const files = Array.from({ length: 10 }, (_, index) => `a/b/${index}.ts`);
    for (const name of ['a', 'a/b', ...files]) {
      const seen = new Promise<void>((resolve) => {
        changed = resolve;
      });
      if (name.endsWith('.ts')) writeFileSync(join(folder, name), '');
      else mkdirSync(join(folder, name));
      await seen;
    }
    process.off('unhandledRejection', onRejection);
    expect({ rejections, errors }).toEqual({ rejections: [], errors: [] });
  });
});
