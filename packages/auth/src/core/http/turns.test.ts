import { describe, expect, test } from '@jest/globals';
import { Turns } from './turns.ts';

/** Waits for a turn with a name, and records when it starts or is cancelled. */
function caller(turns: Turns, name: string, seen: string[]) {
  const ending = new AbortController();
  const taken = turns.take(ending.signal).then(
    () => void seen.push(name),
    () => void seen.push(`${name} left`),
  );
  return { end: () => ending.abort(), taken };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  test('run as many callers as there are turns, and each other caller in order when one ends', async () => {
    const turns = new Turns(2);
    const seen: string[] = [];
    const [a, b, c] = ['a', 'b', 'c', 'd'].map((name) => caller(turns, name, seen));
    await settled();
    expect(seen).toEqual(['a', 'b']);
    b?.end();
    await settled();
    expect(seen).toEqual(['a', 'b', 'c']);
    a?.end();
    c?.end();
    await settled();
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
  });

  test('skip a caller that leaves the queue', async () => {
    const turns = new Turns(1);
    const seen: string[] = [];
    const [a, b] = ['a', 'b', 'c'].map((name) => caller(turns, name, seen));
    b?.end();
    a?.end();
    await settled();
    expect(seen).toEqual(['a', 'b left', 'c']);
  });

  test('are not lost if a caller leaves at the moment of its turn', async () => {
    const turns = new Turns(1);
    const seen: string[] = [];
    const [a, b] = ['a', 'b'].map((name) => caller(turns, name, seen));
    a?.end();
    b?.end();
    await settled();
    const c = caller(turns, 'c', seen);
    await c.taken;
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  test('are not given to a caller that has already ended', async () => {
    await expect(new Turns(1).take(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
