import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import type { SimulatedHost } from '../ddclient/host.ts';
import { createNodeDdClient } from '../ddclient/node.ts';
import type { Simulator } from '../options.ts';
import { startSimulator } from '../start.ts';
import { launchChromium, noChromium, photograph } from '../testing/clients/chromium.ts';
import { pageProblems } from '../testing/clients/page-checks.ts';
import { createExtension, type Fixture } from '../testing/extensions/fixture.ts';

const inChromium = noChromium ? test.skip : test;
const hosts = [
  ['docker', 'Docker Desktop'],
  ['rancher', 'Rancher Desktop'],
  ['podman', 'Podman Desktop'],
] as const;

let fixture: Fixture;
let simulator: Simulator | undefined;
let log: string[];

/** Starts an extension in a host. */
async function startIn(host: SimulatedHost, image = 'acme/hello'): Promise<Simulator> {
  log = [];
  simulator = await startSimulator({ ...fixture.options, image, host, log: (line) => log.push(line) });
  return simulator;
}

/** The address of the TCP port of the backend, which the log names. */
const publishedAddress = () => /every program can connect to the backend: (\S+)$/m.exec(log.join('\n'))?.[1];

beforeAll(async () => {
  fixture = await createExtension();
});
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});
afterAll(() => fixture.remove());

describe('the backend of a simulated host', () => {
  test.each(hosts.slice(1))(
    'is published on a TCP port that every program can use: %s',
    async (host, _name) => {
      const { extensionUrl, close } = await startIn(host);
      const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
      expect(await client.extension.vm?.service?.get('/hello')).toMatchObject({ hello: 'world' });
      const address = publishedAddress();
      if (host === 'podman') expect(Number(new URL(String(address)).port)).toBeGreaterThanOrEqual(10_000);
      expect(await (await fetch(`${address}/hello`)).json()).toMatchObject({ hello: 'world' });
      await close();
      await expect(fetch(`${address}/hello`)).rejects.toThrow('fetch failed');
    },
  );

  test('is not published in Docker Desktop', async () => {
    const { extensionUrl } = await startIn('docker');
    const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
    await client.extension.vm?.service?.get('/hello');
    expect(publishedAddress()).toBeUndefined();
  });
});

describe(`${noChromium ?? ''} a simulated host in Chromium`, () => {
  let browser: Browser;
  let context: BrowserContext;
  let dashboard: Page;
  let frame: FrameLocator;

  beforeAll(async () => {
    if (!noChromium) browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    if (noChromium) return;
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    dashboard = await context.newPage();
    frame = dashboard.frameLocator('main iframe');
  });
  afterEach(() => context?.close());

  const open = async ({ dashboardUrl }: Simulator) => {
    await dashboard.goto(dashboardUrl);
    await frame.locator('body').waitFor({ state: 'attached' });
  };
  const inPage = <Result>(evaluate: (argument: string) => Result, argument = '') =>
    frame.locator(':root').evaluate(
      (_root, [code, value]) => {
        return new Function('argument', `return (${code})(argument)`)(value) as Result;
      },
      [String(evaluate), argument] as const,
    );
  const userAgent = () => inPage(() => navigator.userAgent);
  const read = () => inPage(() => localStorage.getItem('of one extension'));

  inChromium('is named in the header, and changed there, until the simulator stops', async () => {
    await open(await startIn('docker'));
    const header = dashboard.getByRole('combobox', { name: 'Simulated host' });
    for (const [host, name] of hosts) {
      await header.selectOption(name);
      await dashboard.waitForFunction((title) => document.title.includes(title), `${name} simulator`);
      expect(await header.inputValue()).toBe(host);
      await frame.locator('body').waitFor({ state: 'attached' });
      if (host !== 'docker') expect(await userAgent()).toContain(name.replace(' ', ''));
      await photograph(dashboard, `host-${host}`);
    }
    await simulator?.close();
    await dashboard.getByRole('alert').getByText('The simulator does not respond').waitFor();
    expect(await pageProblems(dashboard, 'simulator-stopped')).toEqual([]);
  });

  inChromium.each(hosts)('has the localStorage of %s', async (host, _name) => {
    const one = await startIn(host, 'acme/one');
    await open(one);
    await inPage(() => localStorage.setItem('of one extension', 'a key'));
    expect(await read()).toBe('a key');
    await one.close();
    const two = await startIn(host, 'acme/two');
    await open(two);
    // Another test may use the port of the shared origin. The log then says so.
    const isSame = new URL(one.extensionUrl).origin === new URL(two.extensionUrl).origin;
    const isMoved = log.some((line) => /^Port \d+ is in use by .*, so the page in Podman Desktop/.test(line));
    expect(await read()).toBe(isSame ? 'a key' : null);
    expect(isSame || isMoved).toBe(host === 'podman');
  });

  inChromium.each(hosts)('has the CORS of %s', async (host, _name) => {
    const { identityProvider } = await startIn(host);
    await open(simulator as Simulator);
    const discovery = `${identityProvider.issuer}/.well-known/openid-configuration`;
    const outcome = await inPage(
      (url) =>
        fetch(url).then(
          ({ status }) => status,
          (error: Error) => error.name,
        ),
      discovery,
    );
    expect(outcome).toBe(host === 'podman' ? 'TypeError' : 200);
  });
});
