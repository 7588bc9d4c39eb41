import { afterAll, afterEach, beforeAll, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium, noChromium } from './chromium.ts';
import { type Dev, startDev } from './dev.ts';
import { Person } from './person.ts';

/** A test that is skipped if Chromium is missing. */
export const inChromium: typeof test.skip = noChromium ? test.skip : test;

/** Starts a browser for the tests of a file, and their simulators. Each simulator ends with its test. */
export function useBrowser() {
  let browser: Browser;
  let dev: Dev | undefined;

  beforeAll(async () => {
    if (!noChromium) browser = await launchChromium();
  });
  afterEach(async () => {
    await dev?.interrupt();
    dev = undefined;
  });
  afterAll(() => browser?.close());

  const at = (dashboardUrl: string, album: string) => Person.at(browser, dashboardUrl, album);
  return {
    /** Opens a running dashboard. */
    at,
    /** Runs `pnpm dev` with flags in a folder, and opens its dashboard. */
    async open(folder: string, album: string, ...flags: string[]): Promise<Person> {
      dev = await startDev('pnpm', ['dev', ...flags], folder);
      return at(dev.dashboardUrl, album);
    },
  };
}
