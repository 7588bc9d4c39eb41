import { writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { edits } from '../testing/edits/all-edits.ts';
import { JudgedExtension } from '../testing/judged-extension.ts';
import { findingsOf, refusedShare, runMatrix, unplacedEdits } from '../testing/matrix.ts';
import { operations } from '../testing/operations.ts';
import { starts } from '../testing/starts.ts';
import { tableOf } from '../testing/table.ts';

/** CONTRIBUTING.md describes these variables. */
const { DDEXT_PROPERTY_RUNS = '0', DDEXT_PROPERTY_SEED = '12', DDEXT_PROPERTY_TABLE } = process.env;
const [runs, seed] = [Number(DDEXT_PROPERTY_RUNS), Number(DDEXT_PROPERTY_SEED)];

describe('an operation on an extension with one edit', () => {
  const matrix = runMatrix({ seed, runs });

  test('keeps the edit, and its result parses, compiles and passes its test', async () => {
    const trials = await matrix;
    if (DDEXT_PROPERTY_TABLE) writeFileSync(DDEXT_PROPERTY_TABLE, tableOf(trials));
    expect(findingsOf(trials)).toEqual([]);
  });

  test('has a place for each kind of edit', async () => {
    expect(await unplacedEdits(await matrix)).toEqual([]);
  });

  test('is rejected after at most 5 % of cosmetic edits and 10 % of content edits', async () => {
    const trials = await matrix;
    expect(refusedShare(trials, 'cosmetic')).toBeLessThanOrEqual(0.05);
    expect(refusedShare(trials, 'content')).toBeLessThanOrEqual(0.1);
  });
});

const validEdits = edits.filter(({ kind }) => kind !== 'invalid');

/** An edit or an operation, and the seed of its choices. */
const step = fc.record({
  change: fc.oneof(fc.constantFrom(...validEdits), fc.constantFrom(...operations)),
  seed: fc.nat(1000),
});

test('random sequences of edits and operations keep every edit', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...starts),
    fc.array(step, { minLength: 2, maxLength: 8 }),
    async (start, steps) => {
      const extension = new JudgedExtension(start, { binds: runs > 0, repeats: true });
      for (const { change, seed } of steps) {
        if ('apply' in change) await extension.edit(change, seed);
        else expect(extension.run(change, seed)?.findings ?? []).toEqual([]);
      }
    },
  );
  await fc.assert(property, { seed, numRuns: 10 + 200 * runs });
});
