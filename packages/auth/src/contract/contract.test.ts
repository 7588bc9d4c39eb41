import { readdirSync } from 'node:fs';
import type { Grant } from '@ddext-oauth/providers';
import { catalog } from '@ddext-oauth/providers/catalog';
import { afterEach, describe, expect, test } from '@jest/globals';
import { expectAuthorizationRequest, expectParameters, expectTokenRequest } from './expect.ts';
import type { FixtureResponse, ProviderFixture } from './fixture.ts';
import { type ContractRun, startRun } from './run.ts';

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.fixture.ts'));
const fixtures: readonly (readonly [string, ProviderFixture])[] = await Promise.all(
  files.map(async (name) => [name.replace('.fixture.ts', ''), (await import(`./${name}`)).fixture] as const),
);

const unsafePictures = [
  'https://127.0.0.1:9200/_shutdown',
  'https://[::ffff:7f00:1]/a.png',
  'http://tracker.example/a.png',
  'file://server.example/share/a.png',
  'https://ada:secret@tracker.example/a.png',
];

let run: ContractRun | undefined;
afterEach(async () => {
  await run?.close();
  run = undefined;
});
const start = async (fixture: ProviderFixture, grant?: Grant) => {
  run = await startRun(fixture, grant);
  return run;
};

describe.each(fixtures)('the preset %s', (_name, fixture) => {
  const { preset } = fixture;

  test('sends the documented authorization request', async () => {
    const { begin, endpoint, redirectUri } = await start(fixture);
    const { page } = await begin();
    expect(`${page.origin}${page.pathname}`).toBe(endpoint('authorization'));
    expectAuthorizationRequest(fixture, page, redirectUri);
  });

  test('exchanges the code as the provider documents, and identifies the user', async () => {
    const contract = await start(fixture);
    const { page, handleCallback } = await contract.begin();
    const account = await handleCallback();
    expect(account).toMatchObject({ profile: fixture.profile, scopes: fixture.scopes });
    expect(account.profile).toEqual(fixture.profile);
    const [request, ...others] = contract.sentTo(contract.endpoint('token'));
    expect(others).toEqual([]);
    expectTokenRequest(fixture, request, { page, redirectUri: contract.redirectUri });
    const token = (await contract.stored(account))?.accessToken;
    for (const [url, { method = 'GET', requestHeaders = {}, requestBody = '' }] of Object.entries(
      fixture.resources,
    )) {
      const [asked] = contract.sentTo(url);
      expect(asked).toMatchObject({ url, method, body: requestBody });
      expect(asked?.headers).toMatchObject({ authorization: `Bearer ${token}`, ...requestHeaders });
    }
  });

  test('reads the user info by the name of its endpoint, with the request that the provider documents', async () => {
    const { auth, endpoint, sentTo, signIn } = await start(fixture);
    const { id } = await signIn();
    const isUserInfo = (url: string) => url.split('?')[0] === endpoint('userinfo');
    const [url, resource] = Object.entries(fixture.resources).find(([each]) => isUserInfo(each)) ?? [];
    const reading = auth.fetch(id, 'userinfo_endpoint');
    if (resource === undefined) {
      expect(endpoint('userinfo')).toBeUndefined();
      await expect(reading).rejects.toMatchObject({ code: 'request-invalid' });
      return;
    }
    expect((await reading).status).toBe(200);
    const { method = 'GET', requestHeaders = {}, requestBody = '' } = resource;
    const sent = sentTo(url).at(-1);
    expect(sent).toMatchObject({ method, body: requestBody });
    expect(sent?.headers).toMatchObject(requestHeaders);
  });

  test.each(unsafePictures)('omits a picture at %s', async (picture) => {
    const { begin } = await start(withPicture(fixture, picture));
    const { avatarUrl } = (await (await begin()).handleCallback()).profile;
    // Discord sends a hash, from which the preset builds the URL.
    expect(avatarUrl).toBe(preset.id === 'discord' ? fixture.profile.avatarUrl : undefined);
  });

  test('reports a rejected code in one sentence', async () => {
    const { script, endpoint, signIn } = await start(fixture);
    const { response, error, says = '' } = fixture.tokenError;
    script(endpoint('token'), response);
    await expect(signIn()).rejects.toMatchObject({
      name: 'AuthError',
      code: error,
      message: expect.stringContaining(says),
    });
  });

  test('revokes tokens only at an endpoint of RFC 7009, if the provider has one', async () => {
    const { auth, endpoint, sentTo, signIn } = await start(fixture);
    const expected = fixture.revocation === 'rfc7009';
    expect(endpoint('revocation') !== undefined).toBe(expected);
    const account = await signIn();
    expect(await auth.signOut(account.id)).toMatchObject({ revoked: expected });
    const hints = sentTo(endpoint('revocation')).map(({ parameters }) => parameters.token_type_hint);
    const both = fixture.refresh ? ['refresh_token', 'access_token'] : ['access_token'];
    expect(endpoint('revocation') ? hints : []).toEqual(expected ? both : []);
  });

  const { refresh } = fixture;
  if (refresh) {
    test('refreshes a rejected access token, and keeps the valid refresh token', async () => {
      const contract = await start(fixture);
      const account = await contract.signIn();
      const before = await contract.stored(account);
      contract.script(contract.endpoint('token'), refresh.response);
      await useRefusedToken(contract, account.id);
      const request = contract.sentTo(contract.endpoint('token'))[1];
      expectParameters(request?.parameters, {
        grant_type: 'refresh_token',
        refresh_token: before?.refreshToken ?? 'a refresh token',
      });
      const after = await contract.stored(account);
      expect(after?.accessToken).not.toBe(before?.accessToken);
      expect(after?.refreshToken === before?.refreshToken).toBe(refresh.keepsOldToken === true);
    });

    test('asks the user to sign in again if the provider ended the sign-in', async () => {
      const contract = await start(fixture);
      const account = await contract.signIn();
      contract.script(contract.endpoint('token'), refresh.ended);
      await expect(useRefusedToken(contract, account.id)).rejects.toMatchObject({ code: 'sign-in-again' });
      expect(await contract.stored(account)).toBeUndefined();
    });
  }

  const { device } = fixture;
  if (device) {
    const poll = async (...responses: FixtureResponse[]) => {
      const contract = await start(fixture, 'device_code');
      contract.script(contract.endpoint('token'), ...responses);
      return contract;
    };

    test('signs in with a device code after the user has entered it', async () => {
      const contract = await poll(device.pending, device.pending, device.token);
      expect((await contract.signInWithDevice()).profile).toEqual(fixture.profile);
      expect(contract.sentTo(contract.endpoint('device_authorization'))).toHaveLength(1);
      const polls = contract.sentTo(contract.endpoint('token'));
      expect(polls).toHaveLength(3);
      expectParameters(polls[0]?.parameters, {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: device.client === 'public' ? 'contract-client' : undefined,
      });
    });

    const { denied } = device;
    if (denied) {
      test('ends a sign-in with a device code that the user denies', async () => {
        const contract = await poll(device.pending, denied);
        await expect(contract.signInWithDevice()).rejects.toMatchObject({ code: 'access-denied' });
      });
    }
  } else {
    test('is not known to support device codes', () => {
      expect(preset.deviceCode.possible).not.toBe(true);
    });
  }

  for (const quirk of fixture.quirks ?? []) {
    if ('check' in quirk) test(quirk.sentence, async () => quirk.check(await start(fixture, quirk.grant)));
  }
});

describe('the catalog', () => {
  test.each(catalog.map((preset) => [preset.id, preset] as const))(
    'has a fixture of %s, and a test of each of its quirks except those of its console',
    (_id, preset) => {
      const mine = fixtures.filter(([, fixture]) => fixture.preset.id === preset.id);
      expect(mine).not.toEqual([]);
      const shown = mine.flatMap(([, { quirks = [] }]) => quirks);
      expect([...new Set(shown.map(({ sentence }) => sentence))].sort()).toEqual([...preset.quirks].sort());
      const parts = new Set(mine.flatMap(([, fixture]) => ['registration', ...Object.keys(fixture)]));
      for (const quirk of shown) if ('shownBy' in quirk) expect(parts).toContain(quirk.shownBy);
    },
  );

  test('has a preset for each fixture', () => {
    const ids = catalog.map(({ id }) => id);
    for (const [, { preset }] of fixtures) expect(ids).toContain(preset.id);
  });
});

/** Returns a fixture with another URL of the user's picture. */
function withPicture(fixture: ProviderFixture, picture: string): ProviderFixture {
  const { avatarUrl } = fixture.profile;
  if (avatarUrl === undefined) return fixture;
  const replace = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll(JSON.stringify(avatarUrl), JSON.stringify(picture)));
  const { resources, token, idTokenClaims } = fixture;
  return {
    ...fixture,
    resources: replace(resources),
    token: replace(token),
    ...(idTokenClaims && { idTokenClaims: replace(idTokenClaims) }),
  };
}

/** Calls the provider's API, which rejects the first access token and accepts a refreshed one. */
async function useRefusedToken({ auth, endpoint, fixture, script }: ContractRun, accountId: string) {
  const [host] = fixture.preset.apiHosts;
  const url = endpoint('userinfo') ?? fixture.parameters?.resource ?? `https://${host}/`;
  script(url, { status: 401, body: {} }, { body: {} });
  await auth.fetch(accountId, url);
}
