import type { v1 } from '@docker/extension-api-client-types';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { tokenHeader } from '../../http/token.ts';
import type { Simulator } from '../../options.ts';
import { startSimulator } from '../../start.ts';
import { attackPage } from '../../testing/attacks/attack-page.ts';
import { launchChromium, noChromium } from '../../testing/clients/chromium.ts';
import { deliveredLinks } from '../../testing/clients/delivered-links.ts';
import { nextEvent } from '../../testing/clients/events.ts';
import { withoutToken } from '../../testing/clients/get-entered.ts';
import { rawRequest } from '../../testing/clients/raw-request.ts';
import { createExtension, type Fixture } from '../../testing/extensions/fixture.ts';
import { type ForeignSite, serveForeignSite } from '../../testing/servers/foreign-site.ts';

const why = noChromium ? `${noChromium} ` : '';
const inChromium = noChromium ? test.skip : test;

const page = `<!doctype html><html lang="en"><head><title>Hello</title><script type="module" src="./app.js"></script></head>
<body><p id="search"></p><p id="token"></p></body></html>`;
const script = `document.getElementById('search').textContent = 'opened with ' + (location.search || 'nothing');
const { navigate } = window.ddClient.desktopUI;
navigate.viewContainers().then(() => { document.getElementById('token').textContent = 'it may act'; });`;

let fixture: Fixture;
let simulator: Simulator;
let foreign: ForeignSite;
let browser: Browser;
let context: BrowserContext;
let dashboard: string;
let extension: string;

beforeAll(async () => {
  if (noChromium) return;
  foreign = await serveForeignSite();
  fixture = await createExtension({ 'dist/index.html': page, 'dist/app.js': script });
  const { backend: _, ...options } = fixture.options;
  [simulator, browser] = await Promise.all([startSimulator(options), launchChromium()]);
  dashboard = withoutToken(simulator.dashboardUrl);
  extension = withoutToken(simulator.extensionUrl);
});

afterAll(async () => {
  await browser?.close();
  await simulator?.close();
  await foreign?.close();
  await fixture?.remove();
});

beforeEach(async () => {
  if (noChromium) return;
  context = await browser.newContext();
});
afterEach(() => context?.close());

async function openDashboard(): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(simulator.dashboardUrl);
  await tab.frameLocator('main iframe').getByText('it may act').waitFor();
  return tab;
}

const locked = (tab: Page) => tab.getByRole('heading', { name: 'Open the address from the terminal' });
const tabLink = (code: string) =>
  `docker-desktop://dashboard/extension-tab?extensionId=acme/hello&code=${code}&state=${code}`;
const open = (code: string) => `${dashboard}os/open?url=${encodeURIComponent(tabLink(code))}`;
const tokens = () =>
  [simulator.dashboardUrl, simulator.extensionUrl].map((url) => new URL(url).searchParams.get('token') ?? '');

describe(`${why}the token in Chromium`, () => {
  inChromium('is removed from the URLs of the page and its frame, and from their requests', async () => {
    const tab = await openDashboard();
    expect(tab.url()).toBe(dashboard);
    const frame = tab.frames().find((one) => one !== tab.mainFrame());
    expect(frame?.url()).toBe(extension);
    expect(await tab.evaluate(() => [document.referrer, document.cookie])).toEqual(['', '']);
    const opening = context.waitForEvent('page');
    await frame?.evaluate((url) => {
      const { ddClient } = window as unknown as { ddClient: v1.DockerDesktopClient };
      ddClient.host.openExternal(url);
    }, `${foreign.samesite}/out`);
    await (await opening).waitForURL('**/out');
    expect(JSON.stringify(foreign.visits)).toContain('/out');
    for (const token of tokens()) expect(JSON.stringify(foreign.visits)).not.toContain(token);
  });

  inChromium('is required: a browser without it shows only where to find it', async () => {
    const tab = await context.newPage();
    for (const address of [
      dashboard,
      extension,
      `${dashboard}?token=guess`,
      `${dashboard}#connection-test`,
    ]) {
      await tab.goto(address);
      await locked(tab).waitFor();
    }
    expect(await context.cookies()).toEqual([]);
  });

  inChromium('accepts a browser that followed a link of another site to the printed URL', async () => {
    foreign.answer('/chat', `<a href="${simulator.dashboardUrl}">the address</a>`);
    const tab = await context.newPage();
    await tab.goto(`${foreign.crosssite}/chat`);
    await tab.getByRole('link').click();
    await tab.frameLocator('main iframe').getByText('it may act').waitFor();
  });

  inChromium('serves every tab of the dashboard, and a reload of the frame', async () => {
    const first = await openDashboard();
    const second = await context.newPage();
    await second.goto(dashboard);
    await second.frameLocator('main iframe').getByText('it may act').waitFor();
    const frame = first.frames().find((one) => one !== first.mainFrame());
    await frame?.evaluate(() => {
      document.getElementById('token')?.replaceChildren();
      location.reload();
    });
    await first.frameLocator('main iframe').getByText('it may act').waitFor();
  });

  inChromium('has a cookie for each origin, which no script reads and no other site sends', async () => {
    await openDashboard();
    const cookies = await context.cookies();
    const ports = [dashboard, extension].map((url) => new URL(url).port);
    expect(cookies.map(({ name }) => name).sort()).toEqual(
      ports.map((port) => `ddext_simulator_${port}`).sort(),
    );
    for (const cookie of cookies)
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', expires: -1 });
  });
});

describe(`${why}another port of 127.0.0.1 that the browser opens`, () => {
  inChromium('receives the cookies, like every port, and cannot act or read state with them', async () => {
    await openDashboard();
    const tab = await context.newPage();
    await tab.goto(`${foreign.samesite}/collect`);
    const { cookie = '' } = foreign.visits.at(-1)?.headers ?? {};
    expect(cookie.match(/ddext_simulator_\d+=/g)).toHaveLength(2);
    const guess = { cookie, [tokenHeader]: 'x'.repeat(43) };
    for (const headers of [{ cookie }, guess]) {
      const powers = [`${dashboard}state`, `${dashboard}events`];
      for (const url of powers) expect((await rawRequest(url, { headers })).status).toBe(403);
      const post = {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{}',
      };
      for (const url of [
        `${dashboard}connection-test/providers`,
        `${extension}__simulator/exec`,
        `${extension}__simulator/vm-service`,
      ]) {
        expect((await rawRequest(url, post)).status).toBe(403);
      }
    }
    for (const url of [
      dashboard,
      extension,
      `${extension}__simulator/dd-client.js`,
      `${dashboard}dashboard.js`,
    ]) {
      const { status, body } = await rawRequest(url, { headers: { cookie } });
      expect(status).toBe(200);
      for (const token of tokens()) expect(body).not.toContain(token);
    }
  });

  inChromium('receives the cookies, and delivers no docker-desktop:// link with them', async () => {
    await openDashboard();
    const tab = await context.newPage();
    await tab.goto(`${foreign.samesite}/collect`);
    const { cookie = '' } = foreign.visits.at(-1)?.headers ?? {};
    const theirs = open('by-cookie');
    const bridge = `${dashboard}bridge/dashboard/extension-tab?extensionId=acme/hello&code=by-cookie&state=by-cookie`;
    for (const url of [theirs, bridge]) await rawRequest(url, { headers: { cookie } });
    const posts = ['', 'x'.repeat(43)].map((guess) =>
      rawRequest(theirs, { method: 'POST', headers: { cookie, [tokenHeader]: guess } }),
    );
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    expect(await deliveredLinks(simulator)).not.toContain('by-cookie');
    expect(statuses).toEqual([403, 403]);
  });

  inChromium.each(['samesite', 'crosssite'] as const)(
    'cannot read, run or start anything from its own page (%s)',
    async (site) => {
      await openDashboard();
      foreign.answer('/attack', attackPage(dashboard, extension));
      const tab = await context.newPage();
      await tab.goto(`${foreign[site]}/attack`);
      const done = tab.locator('#done:not(:empty)');
      await done.waitFor();
      const results = JSON.parse((await done.textContent()) ?? '[]') as string[];
      expect(results.length).toBeGreaterThan(40);
      expect(
        results.filter(
          (result) =>
            !/^(?:(?:fetch|script|image|exec|events|socket): failed|exec no-cors: opaque)$/.test(result),
        ),
      ).toEqual([]);
      const calls: string[] = [];
      await nextEvent(simulator.dashboardUrl, (event) => {
        if (event.type === 'call') calls.push(JSON.stringify(event.call));
        return event.type === 'connection-test' ? true : undefined;
      });
      expect(calls.filter((call) => call.includes('"ps"'))).toEqual([]);
    },
  );

  inChromium('sets 100 cookies of 4 kB, and every page of the simulator still opens', async () => {
    foreign.answer(
      '/cookies',
      `<script>for (let n = 0; n < 100; n++) document.cookie = 'c' + n + '=' + 'x'.repeat(4000) + '; path=/';</script>`,
    );
    const tab = await context.newPage();
    await tab.goto(`${foreign.samesite}/cookies`);
    // Chromium sets cookies asynchronously, and reads them after those that are being set.
    expect((await tab.evaluate(() => document.cookie)).split('; ')).toHaveLength(100);
    expect(await context.cookies()).toHaveLength(100);
    await openDashboard();
    expect((await tab.goto(simulator.identityProvider.issuer))?.status()).toBe(200);
  });

  inChromium('frames neither origin', async () => {
    await openDashboard();
    foreign.answer(
      '/frames',
      `<iframe name="one" src="${dashboard}"></iframe><iframe name="two" src="${extension}"></iframe>`,
    );
    const tab = await context.newPage();
    await tab.goto(`${foreign.samesite}/frames`);
    for (const name of ['one', 'two']) {
      const body = await tab
        .frame(name)
        ?.evaluate(() => document.body?.textContent ?? '')
        .catch(() => '');
      expect(body).not.toMatch(/opened with|Docker Desktop/);
    }
  });
});

describe(`${why}a docker-desktop:// link from another site`, () => {
  inChromium.each(['link', 'redirect'])(
    'arrives in the tab through a %s, although the browser withholds the cookie',
    async (how) => {
      const tab = await openDashboard();
      foreign.answer(
        '/provider',
        how === 'link' ? `<a href="${open(`by-${how}`)}">go on</a>` : `<a href="/away">go on</a>`,
      );
      foreign.answer('/away', open(`by-${how}`));
      const other = await context.newPage();
      await other.goto(`${foreign.crosssite}/provider`);
      const answers: (readonly [number, string | undefined])[] = [];
      other.on('response', (response) => {
        if (response.url().startsWith(dashboard) && response.request().isNavigationRequest()) {
          answers.push([response.status(), response.request().headers()['sec-fetch-site']]);
        }
      });
      await other.getByRole('link').click();
      await tab
        .frameLocator('main iframe')
        .getByText(`opened with ?extensionId=acme/hello&code=by-${how}`)
        .waitFor();
      expect(await deliveredLinks(simulator)).toContain(`by-${how}`);
      // Rejected first, and then requested by a page of this origin.
      expect(answers.map(([status]) => status)).toEqual([403, 200]);
    },
  );

  inChromium('arrives through the bridge too', async () => {
    const tab = await openDashboard();
    const bridge = `${dashboard}bridge/dashboard/extension-tab?extensionId=acme%2Fhello&code=by%2Bbridge&state=s`;
    foreign.answer('/provider', `<a href="${bridge.replaceAll('&', '&amp;')}">go on</a>`);
    const other = await context.newPage();
    await other.goto(`${foreign.crosssite}/provider`);
    await other.getByRole('link').click();
    await tab
      .frameLocator('main iframe')
      .getByText('opened with ?extensionId=acme%2Fhello&code=by%2Bbridge&state=s')
      .waitFor();
  });

  inChromium('is rejected, with a message, in a browser that has not opened the printed URL', async () => {
    foreign.answer('/provider', `<a href="${open('of-a-stranger')}">go on</a>`);
    const other = await context.newPage();
    await other.goto(`${foreign.crosssite}/provider`);
    await other.getByRole('link').click();
    await locked(other).waitFor();
    expect(await deliveredLinks(simulator)).not.toContain('of-a-stranger');
  });

  inChromium('does nothing as an image, a frame or a fetch of that site', async () => {
    await openDashboard();
    const image = `<img src="${open('by-image')}">`;
    const frame = `<iframe src="${open('by-frame')}"></iframe>`;
    const fetching = `<script>fetch(${JSON.stringify(open('by-fetch'))}, { mode: 'no-cors', credentials: 'include' })
.catch(() => {}).then(() => { document.title = 'tried'; });</script>`;
    foreign.answer('/embed', `<title>before</title>${image}${frame}${fetching}`);
    for (const site of ['samesite', 'crosssite'] as const) {
      const other = await context.newPage();
      await other.goto(`${foreign[site]}/embed`);
      await other.waitForFunction(() => document.title === 'tried');
    }
    expect(await deliveredLinks(simulator)).not.toMatch(/by-(image|frame|fetch)/);
  });
});
