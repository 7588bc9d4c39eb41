import { expect, test } from '@jest/globals';
import { CLOCK_CHECK_MS, type Pause, wallClockPause } from './pause.ts';

/** Simulated timers. Each can move the clock by more or less than the requested delay. */
function machine(passes: (milliseconds: number, timer: number) => number = (milliseconds) => milliseconds) {
  const clock = { now: 1_800_000_000_000 };
  const timers: number[] = [];
  const sleep: Pause = async (milliseconds, signal) => {
    signal.throwIfAborted();
    timers.push(milliseconds);
    clock.now += passes(milliseconds, timers.length);
  };
  return { pause: wallClockPause(() => clock.now, sleep), timers };
}

const never = new AbortController().signal;

test('a pause lasts as long as requested, and checks the clock in the meantime', async () => {
  const { pause, timers } = machine();
  await pause(12_000, never);
  expect(timers).toEqual([CLOCK_CHECK_MS, CLOCK_CHECK_MS, 2_000]);
});

test('a pause during which the machine slept ends with the next check of the clock', async () => {
  const eightHours = 8 * 60 * 60 * 1000;
  const { pause, timers } = machine((milliseconds, timer) => milliseconds + (timer === 2 ? eightHours : 0));
  await pause(300_000, never);
  expect(timers).toEqual([CLOCK_CHECK_MS, CLOCK_CHECK_MS]);
});

test('a pause does not last longer because the clock was set back', async () => {
  const { pause, timers } = machine((milliseconds, timer) => (timer === 1 ? -3_600_000 : milliseconds));
  await pause(15_000, never);
  expect(timers).toEqual([CLOCK_CHECK_MS, CLOCK_CHECK_MS, CLOCK_CHECK_MS]);
});

test('a pause uses no timer longer than Node.js supports', async () => {
  const { pause, timers } = machine();
  await pause(60_000_000, never);
  expect(Math.max(...timers)).toBe(CLOCK_CHECK_MS);
});

test('a pause rejects as soon as its signal aborts', async () => {
  const stopping = new AbortController();
  const pause = wallClockPause(Date.now)(600_000, stopping.signal);
  stopping.abort(new Error('stopped'));
  await expect(pause).rejects.toThrow('stopped');
  await expect(wallClockPause(Date.now)(1, stopping.signal)).rejects.toThrow('stopped');
});
