import { expect, test } from '@jest/globals';
import { Cleanup } from './cleanup.ts';

test('a cleanup runs every function in reverse order, also after one that fails', async () => {
  const cleanup = new Cleanup();
  const ran: number[] = [];
  cleanup.add(async () => void ran.push(1));
  cleanup.add(async () => Promise.reject(new Error('first')));
  cleanup.add(async () => void ran.push(2));
  await expect(cleanup.close()).rejects.toThrow('first');
  expect(ran).toEqual([2, 1]);
  await cleanup.close();
  expect(ran).toEqual([2, 1]);
});
