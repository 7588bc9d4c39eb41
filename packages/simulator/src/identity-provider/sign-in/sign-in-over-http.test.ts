import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createNodeDdClient } from '../../ddclient/node.ts';
import { createBrowserServer } from '../../http/browser-server.ts';
import { closerOf, listen } from '../../http/listen.ts';
import type { Simulator } from '../../options.ts';
import { startSimulator } from '../../start.ts';
import { withoutToken } from '../../testing/clients/get-entered.ts';
import { createExtension, type Fixture } from '../../testing/extensions/fixture.ts';
import { reservePort } from '../../testing/servers/reserved-port.ts';
import { signInOverHttp } from './sign-in-over-http.ts';

let fixture: Fixture;
let simulator: Simulator;
let login: string;

beforeAll(async () => {
  fixture = await createExtension();
  simulator = await startSimulator(fixture.options);
  login = `http://127.0.0.1:${fixture.port}/login`;
});
afterAll(async () => {
  await simulator?.close();
  await fixture.remove();
});

async function serve(handler: RequestListener): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createBrowserServer(handler);
  const close = closerOf(server);
  return { url: `http://127.0.0.1:${await listen(server, 0)}/start`, close };
}

describe('signInOverHttp', () => {
  test('signs in from the published port as the chosen user', async () => {
    const page = await signInOverHttp(login, { user: 'grace' });
    expect(page.status).toBe(200);
    expect(page.finalUrl).toMatch(
      new RegExp(`^http://127\\.0\\.0\\.1:${fixture.port}/callback/work\\?code=`),
    );
    expect(page.body).toContain('Signed in as Grace Hopper');
    expect(page.body).toContain(
      `${withoutToken(simulator.dashboardUrl)}os/open?url=docker-desktop%3A%2F%2Fdashboard%2Fopen`,
    );
    const { extensionUrl } = simulator;
    const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
    expect(await client.extension.vm?.service?.get('/account')).toEqual({
      sub: 'grace',
      name: 'Grace Hopper',
      preferred_username: 'grace',
      email: 'grace@example.com',
      email_verified: true,
      picture: `${simulator.identityProvider.issuer}/users/grace.svg`,
    });
  });

  test.each(['tab', 'bridge'])('follows the %s, and returns the link that opens it', async (name) => {
    const { extensionUrl, dashboardUrl } = simulator;
    const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
    const service = client.extension.vm?.service;
    const page = await signInOverHttp(String(await service?.get(`/${name}-login`)), {
      user: 'katherine',
      dashboardUrl,
    });
    expect(page).toMatchObject({
      status: 200,
      finalUrl: expect.stringMatching(`^${withoutToken(dashboardUrl)}os/open\\?url=`),
    });
    const { protocol, host, pathname, search } = new URL(page.deliveredLink ?? '');
    expect(`${protocol}//${host}${pathname}`).toBe('docker-desktop://dashboard/extension-tab');
    const query = expect.stringMatching(
      /^\?extensionId=acme%2Fhello&code=[^&]+&state=fixture-state&iss=http/,
    );
    expect(search).toEqual(query);
    // The token request contains the registered redirect URI, independently of the query.
    expect(await service?.post(`/${name}-return`, { search })).toMatchObject({ name: 'Katherine Johnson' });
  });

  test('returns no delivered link if it ends on a page of the extension', async () => {
    expect(await signInOverHttp(login, { user: 'grace' })).not.toHaveProperty('deliveredLink');
  });

  describe('if the provider sends form-action', () => {
    let own: Fixture;
    let strict: Simulator;
    const loginBy = async (name: string) => {
      const { extensionUrl } = strict;
      const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
      return String(await client.extension.vm?.service?.get(`/${name}-login`));
    };
    beforeAll(async () => {
      own = await createExtension();
      strict = await startSimulator({ ...own.options, formAction: "'self'" });
    });
    afterAll(async () => {
      await strict?.close();
      await own.remove();
    });

    test.each([
      ['tab', 'docker-desktop:'],
      ['bridge', 'https://open.docker.com'],
    ])('fails with a message if the %s is blocked, and sends no code there', async (name, place) => {
      await expect(signInOverHttp(await loginBy(name), { user: 'ada' })).rejects.toThrow(
        `The sign-in failed at ${place}: no request can be sent there`,
      );
    });

    test.each(['tab', 'bridge'])('follows the %s if there was no form', async (name) => {
      const { dashboardUrl } = strict;
      const page = await signInOverHttp(`${await loginBy(name)}&prompt=none`, {
        user: 'ada',
        dashboardUrl,
      });
      expect(page.deliveredLink).toMatch(/^docker-desktop:.*&error=login_required&/);
    });
  });

  test('fails with a message if the dashboard was not opened before its link', async () => {
    const { extensionUrl } = simulator;
    const client = await createNodeDdClient({ extensionUrl, openExternal: () => {} });
    const tabLogin = String(await client.extension.vm?.service?.get('/tab-login'));
    await expect(signInOverHttp(tabLogin, { user: 'ada' })).rejects.toThrow(
      'Pass dashboardUrl as startSimulator',
    );
  });

  test('ends with access_denied if the user denies', async () => {
    const page = await signInOverHttp(login, { user: 'grace', deny: true });
    expect(page.body).toContain('Denied: access_denied');
  });

  test('names the test users when the given one is unknown', async () => {
    await expect(signInOverHttp(login, { user: 'eve' })).rejects.toMatchObject({
      code: 'sign-in-failed',
      message: 'The sign-in failed at choosing a user: "eve" is not one of ada, grace, katherine, alan.',
    });
  });

  test('names the URL that could not be reached', async () => {
    const { port, release } = await reservePort();
    const unused = `http://127.0.0.1:${port}/login`;
    await expect(signInOverHttp(`${unused}?code=secret`, { user: 'ada' })).rejects.toThrow(
      `The sign-in failed at ${unused}: fetch failed`,
    );
    await release();
  });

  test('names a scheme that HTTP cannot follow', async () => {
    const { url, close } = await serve((_request, response) => {
      response.writeHead(303, { location: 'docker-desktop://dashboard/open' }).end();
    });
    await expect(signInOverHttp(url, { user: 'ada' })).rejects.toThrow('failed at docker-desktop:');
    await close();
  });

  test('ends a redirect loop with an error', async () => {
    const { url, close } = await serve((_request, response) => {
      response.writeHead(303, { location: '/start' }).end();
    });
    await expect(signInOverHttp(url, { user: 'ada' })).rejects.toThrow('because of a redirect loop');
    await close();
  });

  test('keeps cookies by path, and drops expired ones', async () => {
    const seen: (string | undefined)[] = [];
    const { url, close } = await serve((request, response) => {
      seen.push(request.headers.cookie);
      const answers: Record<string, [string, string[]]> = {
        '/start': ['/a/b', ['all=1; Path=/', 'deep=1; Path=/a', 'other=1; Path=/c', 'late=1; Path=/']],
        '/a/b': ['/ab', ['late=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'all=2; Path=/']],
      };
      const [location, cookies] = answers[request.url ?? ''] ?? [];
      response.writeHead(location ? 303 : 200, {
        ...(location && { location }),
        'set-cookie': cookies ?? [],
      });
      response.end();
    });
    expect((await signInOverHttp(url, { user: 'ada' })).finalUrl).toMatch(/\/ab$/);
    expect(seen).toEqual(['', 'all=1; deep=1; late=1', 'all=2']);
    await close();
  });
});
