import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enterOverHttp } from '../../http/enter-over-http.ts';
import { tokenHeader } from '../../http/token.ts';
import type { Simulator } from '../../options.ts';
import { startSimulator } from '../../start.ts';
import { deliveredLinks } from '../../testing/clients/delivered-links.ts';
import { nextEvent } from '../../testing/clients/events.ts';
import { rawRequest } from '../../testing/clients/raw-request.ts';
import { createExtension, extensionId, type Fixture } from '../../testing/extensions/fixture.ts';

let fixture: Fixture;
let simulator: Simulator;
let headers: Record<string, string>;
let host: string;
let extension: string;
let dashboard: string;
let cookie: string;

const body = JSON.stringify({ level: 'success', message: 'hello' });
const act = (changed: Record<string, string>) =>
  rawRequest(new URL('/__simulator/toast', extension), {
    method: 'POST',
    headers: { ...headers, ...changed },
    body,
  });

beforeAll(async () => {
  fixture = await createExtension();
  const { backend: _, ...options } = fixture.options;
  simulator = await startSimulator(options);
  const entered = await enterOverHttp(simulator.extensionUrl);
  extension = entered.url;
  ({ host } = new URL(extension));
  ({ cookie = '' } = entered.headers);
  dashboard = new URL('/', simulator.dashboardUrl).href;
  headers = {
    host,
    origin: `http://${host}`,
    'content-type': 'application/json',
    ...entered.headers,
  };
});

afterAll(async () => {
  await simulator?.close();
  await fixture.remove();
});

test.each(['dashboard', 'extension', 'identity provider'])(
  'the %s accepts a browser that sends 700 kB of cookies of other ports of 127.0.0.1',
  async (name) => {
    const { dashboardUrl, extensionUrl, identityProvider } = simulator;
    const addresses: Record<string, string> = {
      dashboard: dashboardUrl,
      extension: extensionUrl,
      'identity provider': `${identityProvider.issuer}/.well-known/openid-configuration`,
    };
    const cookies = Array.from({ length: 175 }, (_, index) => `other${index}=${'x'.repeat(4000)}`).join('; ');
    const { status } = await rawRequest(addresses[name] ?? '', { headers: { cookie: cookies } });
    expect(status).toBe(200);
  },
);

describe('operations of the extension’s origin', () => {
  test('returns its own page', async () => {
    expect((await act({})).status).toBe(204);
  });

  test.each([
    ['another Host, as a rebound name sends', { host: 'evil.example' }],
    ['localhost, which is another origin', { host: 'localhost' }],
    ['another Origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['the Origin null', { origin: 'null' }],
    ['no token', { [tokenHeader]: '' }],
    ['a wrong token', { [tokenHeader]: 'x'.repeat(43) }],
    ['no cookie', { cookie: '' }],
    ['a wrong cookie', { cookie: 'ddext_simulator_1=x' }],
    [
      'a page of another port, which is the same site',
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
    ],
    ['a page of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ])('rejects %s', async (_what, changed: Record<string, string>) => {
    expect((await act(changed)).status).toBe(403);
  });

  test.each(['vm-service', 'exec', 'docker-engine', 'open-external', 'toast', 'navigate', 'dialog'])(
    '%s rejects a request without the token',
    async (operation) => {
      const url = new URL(`/__simulator/${operation}`, extension);
      expect((await rawRequest(url, { method: 'POST', headers: { host, cookie } })).status).toBe(403);
    },
  );

  test('returns an error message for a body that is not JSON', async () => {
    const answer = await act({ 'content-type': 'text/plain' });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('The request is malformed') });
  });

  test('allows only the dashboard to frame its page, and no other origin to load or read it', async () => {
    const page = await rawRequest(extension, { headers: { host, cookie } });
    expect(page.status).toBe(200);
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    expect(page.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(page.headers['content-security-policy']).toBe(`frame-ancestors ${new URL(dashboard).origin}`);
    const other = await rawRequest(extension, { headers: { host, cookie, origin: 'http://127.0.0.1:1' } });
    expect(other.status).toBe(403);
  });

  test.each(['/', '/index.html', '/__simulator/dd-client.js', '/__simulator/enter-extension.js'])(
    '%s contains no token, so that the cookie alone cannot act',
    async (path) => {
      const { status, body } = await rawRequest(new URL(path, extension), { headers: { host, cookie } });
      expect(status).toBe(200);
      for (const address of [simulator.extensionUrl, simulator.dashboardUrl]) {
        expect(body).not.toContain(new URL(address).searchParams.get('token'));
      }
    },
  );
});

describe('the dashboard', () => {
  let entered: Record<string, string>;
  beforeAll(async () => {
    entered = { ...(await enterOverHttp(simulator.dashboardUrl)).headers };
  });
  const get = (path: string, sent: Record<string, string> = {}) =>
    rawRequest(new URL(path, dashboard), { headers: { ...entered, ...sent } });
  const deliver = (link: string, sent: Record<string, string> = {}) =>
    rawRequest(new URL(open(link), dashboard), { method: 'POST', headers: { ...entered, ...sent } });
  const open = (link: string) => `/os/open?url=${encodeURIComponent(link)}`;

  test.each(['/', '/events', open('docker-desktop://dashboard/open')])(
    'rejects another Host or Origin at %s',
    async (path) => {
      expect((await get(path, { host: 'evil.example' })).status).toBe(403);
      expect((await get(path, { origin: 'http://evil.example' })).status).toBe(403);
    },
  );

  test('cannot be framed', async () => {
    const { headers: received } = await get('/');
    expect(received['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(received['x-frame-options']).toBe('DENY');
    expect(received['cross-origin-resource-policy']).toBe('same-origin');
  });

  test('os/open delivers a link to this extension, and shows no part of it', async () => {
    const query = `?extensionId=${encodeURIComponent(extensionId)}&code=the-code&state=s`;
    const link = `docker-desktop://dashboard/extension-tab${query}`;
    const opened = nextEvent(
      simulator.dashboardUrl,
      (event) => (event.type === 'extension-tab' ? event.search : undefined),
      () => void deliver(link),
    );
    expect(await opened).toBe(query);
    for (const answer of [await get(open(link)), await deliver(link)]) {
      expect([200, 204]).toContain(answer.status);
      expect(answer.body).not.toContain('the-code');
    }
  });

  test('os/open delivers nothing for the cookie alone, a wrong token or another Origin', async () => {
    const link = `docker-desktop://dashboard/extension-tab?extensionId=${extensionId}&state=by-cookie`;
    const { cookie: alone = '' } = entered;
    expect((await get(open(link), { [tokenHeader]: '' })).status).toBe(200);
    const refused = [
      { [tokenHeader]: '' },
      { [tokenHeader]: 'x'.repeat(43) },
      { cookie: '' },
      { origin: 'http://evil.example' },
      { origin: new URL(extension).origin },
      { origin: 'null' },
      { host: 'evil.example' },
      // The cookie and token of the extension's origin authorize its own calls.
      { cookie },
      { cookie: alone, [tokenHeader]: headers[tokenHeader] ?? '' },
    ];
    for (const changed of refused) expect((await deliver(link, changed)).status).toBe(403);
    expect(await deliveredLinks(simulator)).not.toContain('by-cookie');
  });

  test('the code of a delivered link is masked in the panel', async () => {
    const args = await nextEvent(simulator.dashboardUrl, (event) =>
      event.type === 'call' && event.call.method === 'operating system: open link'
        ? event.call.args
        : undefined,
    );
    expect(JSON.stringify(args)).toContain('code=•••');
  });

  test.each([
    [
      'another extension',
      'docker-desktop://dashboard/extension-tab?extensionId=evil/one',
      'The link is for the',
    ],
    [
      'the image with its tag',
      `docker-desktop://dashboard/extension-tab?extensionId=${extensionId}:1.0.0`,
      'without its tag',
    ],
    ['an unknown place', 'docker-desktop://dashboard/marketplace', 'has no link'],
    ['the front', 'docker-desktop://dashboard/open', 'brought to the front'],
  ])('a link to %s shows a toast', async (_what, link, sentence) => {
    const toast = nextEvent(
      simulator.dashboardUrl,
      (event) => (event.type === 'toast' && event.message.includes(sentence) ? true : undefined),
      () => simulator.deliver(link),
    );
    expect(await toast).toBe(true);
  });

  test.each(['https://evil.example/', 'javascript:alert(1)', '"><script>alert(1)</script>', ''])(
    'os/open rejects %j without redirecting to it or repeating it',
    async (link) => {
      for (const answer of [await get(open(link)), await deliver(link)]) {
        expect(answer.status).toBe(400);
        expect(answer.headers.location).toBeUndefined();
        expect(answer.body).not.toMatch(/evil|alert/);
      }
    },
  );

  const bridge = '/bridge/dashboard/extension-tab';

  test('the simulated bridge opens the link with the same query, automatically and with a button', async () => {
    const query = '?extensionId=acme%2Fhello&code=a%26b&state=s';
    const { status, body: page, headers: received } = await get(bridge + query);
    const onward = `${dashboard}os/open?url=${encodeURIComponent(`docker-desktop://dashboard/extension-tab${query}`)}`;
    expect(status).toBe(200);
    expect(page).toContain(`<meta http-equiv="refresh" content="1;url=${onward}">`);
    expect(page).toContain(`href="${onward}">Open Docker Desktop</a>`);
    expect(page).toContain('in place of Docker’s page');
    expect(received.location).toBeUndefined();
  });

  test.each(['', '?code=the-code', '?extensionId=a/b&code=the-code\\'])(
    'the simulated bridge rejects %j without repeating it',
    async (query) => {
      const answer = await get(bridge + query);
      expect(answer.status).toBe(400);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.body).not.toContain('the-code');
    },
  );

  test('the simulated bridge uses no URL in the query', async () => {
    const { body: page } = await get(`${bridge}?extensionId=a/b&url=https://evil.example/&x='"><script>`);
    const addresses = [...page.matchAll(/(?:href|src|url)="?([^">]+)/g)].map(([, address = '']) => address);
    for (const address of addresses) {
      expect(new URL(address, dashboard).host).toBe(new URL(dashboard).host);
    }
    expect(page).not.toMatch(/evil\.example\/|<script>/);
  });

  test.each([
    '/bridge/',
    '/bridge/dashboard/open',
    '/bridge//evil.example/',
    `${bridge}/../../x?extensionId=a/b`,
  ])('the bridge has no other path, such as %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.location).toBeUndefined();
  });

  test('the simulated bridge rejects another Host, and cannot be framed', async () => {
    const visit = `${bridge}?extensionId=acme/hello`;
    expect((await get(visit, { host: 'evil.example' })).status).toBe(403);
    expect((await get(visit)).headers['x-frame-options']).toBe('DENY');
  });

  describe('the API of connection tests', () => {
    const actions = ['providers', 'begin', 'step', 'give-up', 'address', 'end'];
    let own: Record<string, string>;
    const post = (action: string, changed: Record<string, string>) =>
      rawRequest(new URL(`/connection-test/${action}`, dashboard), {
        method: 'POST',
        headers: { ...own, ...changed },
        body: '{}',
      });
    beforeAll(() => {
      const { host, origin } = new URL(dashboard);
      own = { ...entered, host, origin, 'content-type': 'application/json' };
    });

    test('returns its own page', async () => {
      expect((await post('end', {})).status).toBe(200);
    });

    test.each(actions)(
      '%s rejects another Host, another Origin, and a request without the token',
      async (action) => {
        const refused = [
          { host: 'evil.example' },
          { origin: 'http://evil.example' },
          { origin: new URL(extension).origin },
          { origin: 'null' },
          { [tokenHeader]: '' },
          { [tokenHeader]: 'x'.repeat(43) },
          { cookie: '' },
          // Cookie and token of the extension's origin are for the extension's own calls.
          { cookie },
          { [tokenHeader]: headers[tokenHeader] ?? '' },
        ];
        for (const changed of refused) expect((await post(action, changed)).status).toBe(403);
      },
    );

    test('no GET request acts, and no page that the cookie opens contains the token', async () => {
      for (const action of actions) expect((await get(`/connection-test/${action}`, own)).status).toBe(404);
      for (const path of ['/', '/dashboard.js', '/enter-dashboard.js', '/connection-test.css']) {
        const { status, body } = await get(path);
        expect(status).toBe(200);
        for (const token of [own[tokenHeader], headers[tokenHeader]]) expect(body).not.toContain(token);
      }
    });

    test.each(['/state', '/events'])('%s rejects the cookie without the token', async (path) => {
      const { cookie: alone = '' } = entered;
      const url = new URL(path, dashboard);
      expect((await rawRequest(url, { headers: { cookie: alone } })).status).toBe(403);
      expect((await get(path, { cookie: '' })).status).toBe(403);
    });

    test('the host changes only with the token, and to a known one', async () => {
      const { cookie: alone = '' } = entered;
      const change = (host: string, headers: Record<string, string>) =>
        rawRequest(new URL(`/host?host=${host}`, dashboard), { method: 'POST', headers });
      expect((await change('podman', { cookie: alone })).status).toBe(403);
      expect((await change('constructor', own)).status).toBe(400);
      expect((await get('/host?host=podman', own)).status).toBe(404);
      expect(JSON.parse((await get('/state', own)).body)).toMatchObject({ host: 'docker' });
    });

    test('the backend restarts only with the token', async () => {
      const { cookie: alone = '' } = entered;
      const restart = (headers: Record<string, string>) =>
        rawRequest(new URL('/backend/restart', dashboard), { method: 'POST', headers });
      expect((await restart({ cookie: alone })).status).toBe(403);
      expect((await restart({ ...own, origin: 'http://127.0.0.1:1' })).status).toBe(403);
      expect((await get('/backend/restart', own)).status).toBe(404);
    });

    test('a body that is not JSON gets an error message', async () => {
      const url = new URL('/connection-test/begin', dashboard);
      const answer = await rawRequest(url, { method: 'POST', headers: own, body: '{' });
      expect(answer).toMatchObject({ status: 400, body: 'The request is malformed.' });
    });
  });

  test('os/open rejects a request that is not a navigation, such as an image of another page', async () => {
    const answer = await get(open('docker-desktop://dashboard/open'), { 'sec-fetch-dest': 'image' });
    expect(answer.status).toBe(400);
  });
});
