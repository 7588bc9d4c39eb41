import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Entered, enterOverHttp } from '../../http/enter-over-http.ts';
import { tokenHeader } from '../../http/token.ts';
import type { Simulator } from '../../options.ts';
import { startSimulator } from '../../start.ts';
import { rawRequest } from '../../testing/clients/raw-request.ts';
import { upgradeStatus } from '../../testing/clients/upgrade-status.ts';
import { createFolder, type Folder, metadata } from '../../testing/extensions/fixture.ts';
import { type DevelopmentServer, startDevelopmentServer } from '../../testing/servers/development-server.ts';
import { lookupLoopback, parseDevServerUrl } from './dev-server-url.ts';

let folder: Folder;
let server: DevelopmentServer;
let simulator: Simulator;
let entered: Entered;
let origin: string;

const page = '<!doctype html><html><head></head><body>served</body></html>';
const html = { 'content-type': 'text/html; charset=utf-8' };
let respond = (_request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, html).end(page);
};

beforeAll(async () => {
  server = await startDevelopmentServer((incoming, response) => respond(incoming, response));
  folder = await createFolder({ 'metadata.json': JSON.stringify({ ...metadata, vm: undefined }) });
  simulator = await startSimulator({
    extensionDirectory: folder.directory,
    image: 'acme/hello',
    ui: { url: `${server.url}/app/` },
  });
  entered = await enterOverHttp(simulator.extensionUrl);
  ({ origin } = new URL(entered.url));
});
beforeEach(() => {
  server.received.length = 0;
  respond = (_request, response) => response.writeHead(200, html).end(page);
});
afterAll(async () => {
  await simulator.close();
  await server.close();
  await folder.remove();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  rawRequest(new URL(path, entered.url), { headers: { ...entered.headers, ...headers } });

describe('a development server as the UI', () => {
  test('is opened at the path of its URL, with the parameters of the tab', async () => {
    const { status, headers } = await get('/?code=1');
    expect([status, headers.location]).toEqual([302, '/app/?code=1']);
  });

  test('has the ddClient in its pages, and in nothing that a script fetches', async () => {
    const { body, headers } = await get('/app/');
    expect(body).toMatch(
      /<head><script[^>]*id="ddext-simulator">.*dd-client\.js"><\/script><\/head><body>served/,
    );
    expect(headers['content-type']).toContain('text/html');
    expect((await get('/app/', { 'sec-fetch-dest': 'empty' })).body).toBe(page);
  });

  test('receives method, path, query and body, from its own origin', async () => {
    const answer = await rawRequest(new URL('/api/items?a=1%20b', entered.url), {
      method: 'PUT',
      headers: { ...entered.headers, origin, 'content-type': 'text/plain', 'content-length': '5' },
      body: 'hello',
    });
    expect(answer.status).toBe(200);
    expect(server.received).toEqual([
      expect.objectContaining({ method: 'PUT', url: '/api/items?a=1%20b', body: 'hello' }),
    ]);
    expect(server.received[0]?.headers).toMatchObject({ host: new URL(server.url).host, origin: server.url });
  });

  test('receives neither token nor cookies', async () => {
    await get('/app/', { referer: simulator.extensionUrl, cookie: `${entered.headers.cookie}; other=1` });
    const { headers = {} } = server.received[0] ?? {};
    const token = entered.headers[tokenHeader] ?? '?';
    expect(Object.keys(headers)).not.toContain('cookie');
    expect(JSON.stringify(server.received)).not.toContain(token);
    expect(JSON.stringify(server.received)).not.toContain('ddext_simulator');
  });

  test('cannot set cookies, or replace the policies of the simulator', async () => {
    respond = (_request, response) =>
      response
        .writeHead(200, {
          ...html,
          'set-cookie': ['ddext_simulator_1=x; Path=/', 'a=b'],
          'access-control-allow-origin': '*',
          'access-control-allow-credentials': 'true',
          'content-security-policy': 'frame-ancestors *',
          'cross-origin-resource-policy': 'cross-origin',
          'cross-origin-opener-policy': 'unsafe-none',
          'service-worker-allowed': '/',
          'clear-site-data': '"*"',
          'x-frame-options': 'DENY',
          'x-content-type-options': 'no',
          'referrer-policy': 'unsafe-url',
          refresh: '0;url=https://evil.example/',
          link: '<https://evil.example/>; rel=preload',
        })
        .end(page);
    const { headers } = await get('/app/');
    const { origin: dashboard } = new URL(simulator.dashboardUrl);
    expect(headers).toMatchObject({
      'content-security-policy': `frame-ancestors ${dashboard}`,
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    for (const name of [
      'set-cookie',
      'access-control-allow-origin',
      'access-control-allow-credentials',
      'cross-origin-opener-policy',
      'service-worker-allowed',
      'clear-site-data',
      'x-frame-options',
      'refresh',
      'link',
    ])
      expect(headers[name]).toBeUndefined();
  });

  test.each([
    ['/elsewhere?x=1', '/elsewhere?x=1'],
    ['http://HOST/app/x', '/app/x'],
    ['https://other.example/', 'https://other.example/'],
    ['http://[', '/'],
  ])('redirects to %s as %s, without following it', async (location, passed) => {
    respond = (_request, response) =>
      response.writeHead(302, { location: location.replace('HOST', new URL(server.url).host) }).end();
    const { status, headers } = await get('/app/');
    expect([status, headers.location]).toEqual([302, passed]);
    expect(server.received).toHaveLength(1);
  });

  test('sends a page of more than 16 MiB as an error, and a larger file unchanged', async () => {
    const large = Buffer.alloc(17 * 1024 * 1024, 'a');
    respond = ({ url }, response) =>
      response.writeHead(200, url === '/app/' ? html : { 'content-type': 'text/plain' }).end(large);
    expect(await get('/app/')).toMatchObject({
      status: 502,
      body: expect.stringContaining('The page has more than'),
    });
    expect((await get('/app/large.txt')).body).toHaveLength(large.length);
  });

  test('is not asked by a request without the cookie, of another origin, with another host, or for a path of the simulator', async () => {
    const refused = [
      await rawRequest(`${origin}/app/`),
      await get('/app/', { origin: 'http://127.0.0.1:1' }),
      await get('/app/', { host: 'evil.example' }),
      await get('/app/', { 'sec-fetch-site': 'same-site' }),
      await get('/__simulator/other'),
      await get('/__simulator'),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 404, 404]);
    expect(server.received).toEqual([]);
  });

  test('connects its web sockets, for its own page only', async () => {
    const { cookie = '' } = entered.headers;
    const asked = request(`${origin}/ws?token=1`, {
      agent: false,
      headers: { cookie, origin, connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'k' },
    }).end();
    const [answer, socket] = (await once(asked, 'upgrade')) as [IncomingMessage, Socket];
    expect(answer.headers).toMatchObject({ upgrade: 'websocket', 'sec-websocket-accept': 'x' });
    expect(answer.headers['set-cookie']).toBeUndefined();
    socket.write('hot');
    expect(String((await once(socket, 'data'))[0])).toBe('hot');
    socket.destroy();
    expect(server.received[0]).toMatchObject({
      url: '/ws?token=1',
      headers: { origin: server.url, 'sec-websocket-key': 'k' },
    });
    expect(server.received[0]?.headers.cookie).toBeUndefined();
    for (const headers of [{}, { cookie, origin: 'http://127.0.0.1:1' }, { cookie, host: 'evil.example' }])
      expect(await upgradeStatus(`${origin}/ws`, 'x', headers)).toBe(403);
    expect(server.received).toHaveLength(1);
  });

  test('may break off a response', async () => {
    respond = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
      response.write('half', () => response.destroy());
    };
    await expect(get('/app/file')).rejects.toThrow();
    expect((await get('/?x')).status).toBe(302);
  });

  test('that does not run has a page that reloads', async () => {
    await server.close();
    const { status, body } = await get('/app/');
    expect(status).toBe(502);
    expect(body).toMatch(/http-equiv="refresh".*Could not reach the development server/s);
    expect(body).not.toContain('dd-client');
  });
});

describe('the URL of a development server', () => {
  test.each(['http://localhost:3000', 'http://127.0.0.1:1/app/', 'http://127.9.9.9', 'https://[::1]:5173'])(
    'may be %s',
    (text) => {
      expect(parseDevServerUrl(text, false).href).toContain(text);
    },
  );

  test.each([
    'localhost:3000',
    'file:///etc/passwd',
    'http://example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1:3000',
    'http://0.0.0.0:3000',
    'http://[::ffff:8.8.8.8]/',
    'http://localhost@evil.example',
    'http://user:pass@localhost',
    'http://localhost/?a',
    'http://localhost/#a',
    '',
  ])('is rejected as %s', (text) => {
    expect(() => parseDevServerUrl(text, false)).toThrow(/^--ui-url takes/);
  });

  test('may be of another machine if that is requested', () => {
    expect(parseDevServerUrl('http://10.0.0.1:3000', true).hostname).toBe('10.0.0.1');
  });

  test('names loopback addresses only, whatever a name server says', async () => {
    const addresses = await new Promise((resolve) =>
      lookupLoopback('localhost', { all: true }, (_error, found) => resolve(found)),
    );
    expect(addresses).toEqual([
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]);
  });
});
