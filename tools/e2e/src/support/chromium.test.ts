import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium, noChromium } from './chromium.ts';
import { dockerCommand, noEngine } from './docker.ts';

/** Chromium opens this many connections to a server. Further requests wait, and only those are aborted. */
const CONNECTIONS = 6;

const inChromium = (noChromium ?? noEngine) ? test.skip : test;
let browser: Browser;
let context: BrowserContext;
let origin: string;
let held: ServerResponse[];
let isHolding: boolean;

/** Serves a page with the modules that its query names. Responses to modules are held until {@link release}. */
const server = createServer(({ url = '' }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  if (pathname === '/module.js') {
    response.setHeader('content-type', 'text/javascript');
    held.push(response);
    if (!isHolding) release();
    server.emit('module');
    return;
  }
  const imports = Array.from({ length: Number(searchParams.get('modules')) }, (_, index) => {
    return `import '/module.js?${index}';`;
  });
  response.setHeader('content-type', 'text/html');
  response.end(`<script type="module">${imports.join('')} document.title = 'Ready';</script>`);
});

function release(): void {
  isHolding = false;
  for (const response of held.splice(0)) response.end();
}

beforeAll(async () => {
  if (noChromium ?? noEngine) return;
  browser = await launchChromium();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
});

beforeEach(async () => {
  [held, isHolding] = [[], true];
  if (browser) context = await browser.newContext();
});
afterEach(() => context?.close());

const isReady = async (page: Page) => {
  await page.waitForFunction(() => document.title === 'Ready', undefined, { polling: 100 });
  return true;
};

/** Opens a page that waits for modules over every connection. */
async function openHeld(modules: number): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/?modules=${modules}`, { waitUntil: 'commit' });
  while (held.length < CONNECTIONS) await once(server, 'module');
  return page;
}

/** Changes the addresses of the machine, as a test with a compose file does. */
async function changeNetwork(aborted: Promise<unknown>): Promise<void> {
  const name = `ddext-e2e-${crypto.randomUUID()}`;
  const id = (await dockerCommand('network', 'create', name)).trim();
  const isHere = existsSync(`/sys/class/net/br-${id.slice(0, 12)}`);
  // Chromium considers an address while something is connected to its network.
  await dockerCommand('run', '--rm', '--network', name, 'node:24-slim', 'true');
  await dockerCommand('network', 'rm', name);
  // If the engine runs in a virtual machine, the network of this machine does not change.
  if (isHere) await aborted;
}

describe(`if the network of the machine changes ${noChromium ?? noEngine ?? ''}`, () => {
  inChromium('reloads a page whose modules were aborted', async () => {
    const page = await openHeld(CONNECTIONS + 2);
    await changeNetwork(context.waitForEvent('requestfailed'));
    release();
    expect(await isReady(page)).toBe(true);
  });

  inChromium('waits for a navigation that was aborted', async () => {
    await openHeld(CONNECTIONS);
    const page = await context.newPage();
    const requested = context.waitForEvent('request');
    const opened = page.goto(`${origin}/?modules=1`);
    await requested;
    await changeNetwork(context.waitForEvent('requestfailed'));
    release();
    await opened;
    expect(await isReady(page)).toBe(true);
  });
});
