import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { generateSealKey } from '../stores/seal-key.ts';
import { launchChromium, noChromium } from '../testing/browsers/chromium.ts';
import {
  guardedPaths,
  type PublishedBackend,
  startPublishedBackend,
} from '../testing/extensions/published-backend.ts';
import { startOtherPort } from '../testing/servers/other-port.ts';

const inChromium = noChromium ? test.skip : test;
const HOST = 'rebound.example';
let chromium: Browser;
let context: BrowserContext;
let backend: PublishedBackend;

beforeAll(async () => {
  if (!noChromium) chromium = await launchChromium(`--host-resolver-rules=MAP ${HOST} 127.0.0.1`);
});
afterAll(() => chromium?.close());
beforeEach(async () => {
  if (noChromium) return;
  backend = await startPublishedBackend();
  context = await chromium.newContext();
});
afterEach(async () => {
  await context?.close();
  await backend?.close();
});

/** Opens a document of an origin. Scripts run in it as those of a page of that origin. */
async function open(origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/page`);
  return page;
}

/** Calls each path from the page, in each mode of fetch. Returns the texts that the page can read, and the failures. */
function fetchAll(page: Page, origin: string, paths: readonly string[], body: string): Promise<string[]> {
  return page.evaluate(
    async ([base, all, text]) => {
      const seen: string[] = [];
      const options = [
        { method: 'GET' },
        { method: 'POST', body: text },
        { method: 'POST', body: text, headers: { 'content-type': 'application/json' } },
        { method: 'POST', body: text, mode: 'no-cors' as const },
        { method: 'POST', body: text, credentials: 'include' as const },
      ];
      for (const path of all)
        for (const init of options)
          seen.push(
            await fetch(base + path, init).then(
              (response) => response.text(),
              () => 'failed',
            ),
          );
      return seen;
    },
    [origin, paths, body] as const,
  );
}

const codes = (seen: readonly string[]) =>
  new Set(seen.map((text) => (text.startsWith('{') ? JSON.parse(text).error?.code : text)));

describe(`a web page whose host name resolves to 127.0.0.1 (DNS rebinding) ${noChromium ?? ''}`, () => {
  inChromium('rule 49: gets the fixed refusal from every route', async () => {
    const own = backend.page();
    await own.client.session();
    const before = backend.volume();
    const origin = `http://${HOST}:${backend.port}`;
    const body = JSON.stringify({ callerToken: 'A'.repeat(43), data: {} });
    const seen = await fetchAll(await open(origin), origin, guardedPaths, body);
    expect(seen).toHaveLength(guardedPaths.length * 5);
    expect(codes(seen)).toEqual(new Set(['caller-unknown']));
    expect([backend.things, backend.volume()]).toEqual([[], before]);
  });

  inChromium('rule 50: cannot unlock a backend that has an owner', async () => {
    await backend.page().client.session();
    const origin = `http://${HOST}:${backend.port}`;
    const body = JSON.stringify({ keys: [generateSealKey()] });
    const seen = await fetchAll(await open(origin), origin, ['/auth/unlock'], body);
    expect(codes(seen)).toEqual(new Set(['caller-unknown', 'request-invalid', 'backend-owned']));
  });
});

describe(`a web page of another origin ${noChromium ?? ''}`, () => {
  inChromium('rule 50: reads no response, and takes no ownership of a new backend', async () => {
    const body = JSON.stringify({ keys: [generateSealKey()] });
    const other = await startOtherPort(backend.origin);
    const page = await open(other.origin);
    const seen = await fetchAll(page, backend.origin, ['/auth/unlock', ...guardedPaths], body);
    expect(new Set(seen)).toEqual(new Set(['failed', '']));
    await other.close();
    await expect(backend.page().client.session()).resolves.toMatchObject({ accounts: [] });
  });
});
