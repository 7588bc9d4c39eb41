import { oidc } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Configuration } from 'oidc-provider';
import { withoutSecrets } from '../backend/redact.ts';
import { createConfiguration } from '../core/client/client.ts';
import { type ProviderSettings, resolveProvider } from '../core/client/settings.ts';
import type { DpopKey } from '../core/dpop/dpop-key.ts';
import { DpopKeys } from '../core/dpop/dpop-keys.ts';
import { createAuthorizationRequest } from '../core/grants/authorize.ts';
import { exchangeCode } from '../core/grants/exchange.ts';
import { refreshTokens } from '../core/grants/refresh.ts';
import type { Observation } from '../core/http/fetch.ts';
import { memoryStore } from '../stores/memory.ts';
import type { StoredAccount, TokenAccount } from '../stores/store.ts';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { startExtension } from '../testing/extensions/extension.ts';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import { type SignedInExtension, startSignedIn } from '../testing/extensions/signed-in.ts';
import { startIdentityProvider } from '../testing/servers/identity-provider.ts';
import { metadataOf } from '../testing/servers/scripted-provider.ts';
import { startTestServer } from '../testing/servers/test-server.ts';
import { Auth } from './auth.ts';

const ADA = 'test:ada';
const HOUR = 3600_000;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The members of a JWT's header or payload. */
const partOf = (jwt: string | null, index: 0 | 1): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(jwt?.split('.')[index] ?? '', 'base64url').toString());
const proofsIn = (observed: readonly Observation[]) =>
  observed.flatMap(({ headers, ...rest }) =>
    headers.has('dpop') ? [{ ...rest, headers, claims: partOf(headers.get('dpop'), 1) }] : [],
  );
/** Requires a nonce in each proof (RFC 9449 section 8). */
const withNonces: Configuration = {
  features: {
    devInteractions: { enabled: false },
    revocation: { enabled: true },
    dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 1), requireNonce: () => true },
  },
};

interface Bound extends SignedInExtension {
  readonly observed: Observation[];
  stored(): Promise<StoredAccount | undefined>;
}

/** Ada has signed in at a real provider, with tokens that are bound to a key. */
async function signedIn(
  settings: Partial<ProviderSettings> = {},
  configuration: Configuration = {},
): Promise<Bound> {
  const observed: Observation[] = [];
  const observe = (observation: Observation) => void observed.push(observation);
  const extension = await startSignedIn({ dpop: true, ...settings }, configuration, { observe });
  closers.push(extension.close);
  return { ...extension, observed, stored: () => extension.store.get(ADA) };
}

describe('tokens that are bound to a key (RFC 9449)', () => {
  test('rule 55: are requested and used with a new proof each time, for this method, URL and access token', async () => {
    const { auth, observed, stored, identityProvider } = await signedIn();
    const account = await stored();
    const { issuer } = identityProvider;
    await auth.fetch(ADA, 'userinfo_endpoint');
    const response = await auth.fetch(ADA, `${issuer}/me?fields=all#part`, { method: 'POST' });
    expect(await response.json()).toMatchObject({ sub: 'ada' });

    const proofs = proofsIn(observed);
    expect(proofs.map(({ claims: { htm, htu } }) => `${htm} ${htu}`)).toEqual([
      `POST ${issuer}/token`,
      `GET ${issuer}/me`,
      `GET ${issuer}/me`,
      `POST ${issuer}/me`,
    ]);
    const bytes = new TextEncoder().encode(account?.accessToken);
    const ath = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64url');
    expect(proofs.map(({ claims }) => claims.ath)).toEqual([undefined, ath, ath, ath]);
    expect(new Set(proofs.map(({ claims }) => claims.jti)).size).toBe(4);
    for (const { headers, claims } of proofs) {
      expect(Math.abs(Number(claims.iat) - Date.now() / 1000)).toBeLessThan(60);
      const { jwk, ...header } = partOf(headers.get('dpop'), 0);
      expect(header).toEqual({ alg: 'ES256', typ: 'dpop+jwt' });
      expect(jwk).not.toHaveProperty('d');
    }
    expect(observed.at(-1)?.headers.get('authorization')).toBe(`DPoP ${account?.accessToken}`);
  });

  test('rule 55: are useless to someone who has copied them: as a bearer token, with a used proof, and with another key', async () => {
    const { auth, observed, stored, identityProvider, settings } = await signedIn();
    await auth.fetch(ADA, 'userinfo_endpoint');
    const { headers, url } = observed.at(-1) as Observation;
    expect((await fetch(url, { headers })).status).toBe(401);
    const { accessToken, refreshToken = '' } = (await stored()) as TokenAccount;
    const asBearer = { authorization: `Bearer ${accessToken}` };
    expect((await fetch(url, { headers: asBearer })).status).toBe(401);

    const provider = resolveProvider(settings, () => undefined);
    const configuration = await createConfiguration(provider, { insecureLoopbackIssuer: true }, []);
    const keys = new DpopKeys();
    const another = await keys.handleOf(
      { provider, configuration },
      await keys.create({ provider, configuration }),
    );
    const session = { refreshToken, scopes: [], dpop: another };
    await expect(refreshTokens(configuration, provider, session, 0)).rejects.toMatchObject({
      message: expect.stringContaining('invalid_grant'),
    });
    expect(identityProvider.issuer).toBe(new URL(url).origin);
  });

  test('rule 55: are renewed with the same key', async () => {
    const { auth, stored, clock, served } = await signedIn();
    const before = await stored();
    clock.now += HOUR;
    expect((await auth.fetch(ADA, 'userinfo_endpoint')).status).toBe(200);
    const after = await stored();
    expect(served).toEqual(['refresh_token']);
    expect(after?.dpopKey).toEqual(before?.dpopKey);
    expect(after?.accessToken).not.toBe(before?.accessToken);
  });

  test('rule 55: need the nonce of the provider, which is used until there is another', async () => {
    const { auth, observed, clock, refused } = await signedIn({}, withNonces);
    const noncesOf = () => proofsIn(observed).map(({ claims }) => typeof claims.nonce);
    // The nonce of the token request is also used for user info, at the same origin.
    expect(noncesOf()).toEqual(['undefined', 'string', 'string']);
    expect(refused).toEqual(['use_dpop_nonce']);
    observed.length = 0;
    clock.now += HOUR;
    expect((await auth.fetch(ADA, 'userinfo_endpoint')).status).toBe(200);
    expect(noncesOf()).toEqual(['string', 'string']);
  });

  test('rule 55: need the nonce of an API, which is asked for once', async () => {
    const seen: unknown[] = [];
    const { host, close } = await startTestServer(({ headers }, response) => {
      const { nonce } = partOf(String(headers.dpop), 1);
      seen.push(nonce);
      if (nonce === 'of-the-api') return response.end('{}');
      response.setHeader('dpop-nonce', 'of-the-api');
      return response.writeHead(401, { 'www-authenticate': 'DPoP error="use_dpop_nonce"' }).end();
    });
    closers.push(close);
    const { auth, served } = await signedIn({ apiHosts: [host] }, withNonces);
    for (let calls = 0; calls < 2; calls++) {
      expect((await auth.fetch(ADA, `http://${host}/things`, { method: 'PUT', body: 'a' })).status).toBe(200);
    }
    // It is not the nonce of the provider.
    expect(seen).toEqual([undefined, 'of-the-api', 'of-the-api']);
    expect(served).toEqual([]);
  });

  test('are not renewed if an API rejects the proof', async () => {
    const challenge = { 'www-authenticate': 'DPoP error="invalid_dpop_proof", algs="PS256"' };
    const { host, close } = await startTestServer(
      (_request, response) => void response.writeHead(401, challenge).end(),
    );
    closers.push(close);
    const { auth, served } = await signedIn({ apiHosts: [host] });
    expect((await auth.fetch(ADA, `http://${host}/`)).status).toBe(401);
    expect(served).toEqual([]);
  });

  const lost: [string, (key: DpopKey) => DpopKey][] = [
    ['missing', ({ thumbprint }) => ({ thumbprint })],
    ['damaged', (key) => ({ ...key, privateKey: { ...key.privateKey, d: 'AAAA' } })],
    ['that of another account', (key) => ({ ...key, thumbprint: 'other' })],
  ];
  test.each(lost)(
    'rule 55: end with dpop-key-lost if their key is %s, for an API call and for a renewal',
    async (_how, lose) => {
      const { settings, store, stored, clock } = await signedIn();
      const account = (await stored()) as TokenAccount;
      const grace = { ...account, id: 'test:grace', profile: { id: 'grace' } };
      await store.put(grace);
      for (const elapsed of [0, HOUR]) {
        clock.now += elapsed;
        await store.put({ ...account, dpopKey: lose(account.dpopKey as DpopKey) });
        // As after a restart: a running process has the key in memory.
        const { auth, close } = await startExtension(async () => [settings], { store, now: () => clock.now });
        closers.push(close);
        await expect(auth.fetch(ADA, 'userinfo_endpoint')).rejects.toMatchObject({
          code: 'dpop-key-lost',
          message: 'The key that the tokens of OpenID Connect are bound to is missing or damaged.',
          advice: expect.stringContaining('Press "Sign in" again'),
        });
        expect((await auth.session()).accounts.map(({ id }) => id)).toEqual(['test:grace']);
      }
    },
  );

  test('rule 55: whose key is lost do not end the sign-in that has replaced them meanwhile', async () => {
    const { settings, store, stored, clock } = await signedIn();
    const account = (await stored()) as TokenAccount;
    const next = { ...account, accessToken: 'next', dpopKey: { thumbprint: 'next' } };
    // The next sign-in ends while the key is looked for.
    const keyPairs = {
      put: async () => undefined,
      get: async () => {
        await store.put(next);
        return undefined;
      },
    };
    const options = { store: { ...store, keyPairs }, now: () => clock.now };
    const { auth, close } = await startExtension(async () => [settings], options);
    closers.push(close);
    await expect(auth.fetch(ADA, 'userinfo_endpoint')).rejects.toMatchObject({ code: 'dpop-key-lost' });
    expect(await stored()).toEqual(next);
  });

  test('rule 55: of a sign-in from before they were required cannot be renewed', async () => {
    const { auth, store, stored, clock, served } = await signedIn();
    const { dpopKey: _key, ...account } = (await stored()) as TokenAccount;
    await store.put(account);
    clock.now += HOUR;
    await expect(auth.fetch(ADA, 'userinfo_endpoint')).rejects.toMatchObject({ code: 'sign-in-again' });
    expect([served, await stored()]).toEqual([[], undefined]);
  });

  test('are deleted with their key at sign-out', async () => {
    const { auth, store } = await signedIn();
    expect(JSON.stringify(await store.list())).toContain('"privateKey"');
    expect(await auth.signOut(ADA)).toMatchObject({ revoked: true });
    expect(await store.list()).toEqual([]);
  });

  test('rule 55: are not exposed to the UI, which has no key', async () => {
    const { settings, auth } = await signedIn();
    const providers = [{ ...settings, exposeAccessToken: true }];
    const { extension } = auth;
    const start = () => new Auth({ extension, providers, store: memoryStore(), read: () => undefined });
    expect(start).toThrow(
      'test binds its tokens to a key (dpop), so the UI cannot use them: remove exposeAccessToken, and call the API with fetch.',
    );
  });

  test('are not in a log, and neither are proof and key', async () => {
    const { observed, stored } = await signedIn();
    const { headers } = observed.at(-1) as Observation;
    const logged = withoutSecrets({ headers: Object.fromEntries(headers), account: await stored() });
    expect(logged.headers).toMatchObject({ dpop: '[withheld]', authorization: '[withheld]' });
    expect(logged.account).toMatchObject({ dpopKey: '[withheld]', accessToken: '[withheld]' });
  });
});

test('rule 55: a code is bound to the key, so that no other key redeems it', async () => {
  const { settings, identityProvider } = await signedIn();
  const provider = resolveProvider(settings, () => undefined);
  const configuration = await createConfiguration(provider, { insecureLoopbackIssuer: true }, []);
  const keys = new DpopKeys();
  const client = { provider, configuration };
  const [redirectUri = ''] =
    (await identityProvider.provider.Client.find('test-extension'))?.redirectUris ?? [];
  const redeemWith = async (choose: (key: DpopKey | undefined) => Promise<DpopKey | undefined>) => {
    const key = await keys.create(client);
    const request = await createAuthorizationRequest(configuration, provider, redirectUri, true, key);
    const query = new URL(await new TestBrowser().follow(request.url, redirectUri)).searchParams;
    const dpop = await keys.handleOf(client, await choose(key));
    return exchangeCode(configuration, provider, { request, query, dpop }, 0);
  };
  expect(await redeemWith(async (key) => key)).toHaveProperty('accessToken');
  await expect(redeemWith(() => keys.create(client))).rejects.toMatchObject({ code: 'exchange-failed' });
});

test('rule 55: the token of the extension itself is bound to one key, also after its renewal', async () => {
  const client = {
    ...{ client_id: 'service', client_secret: 'a-secret', dpop_bound_access_tokens: true },
    ...{ grant_types: ['client_credentials'], response_types: [], redirect_uris: [] },
  };
  const identityProvider = await startIdentityProvider([], { clients: [client] });
  closers.push(identityProvider.close);
  const seen: unknown[] = [];
  const { host, close } = await startTestServer(({ headers }, response) => {
    seen.push([headers.authorization?.split(' ')[0], partOf(String(headers.dpop), 0).jwk]);
    response.end('{}');
  });
  closers.push(close);
  const clock = { now: Date.now() };
  const settings: ProviderSettings = {
    ...{ id: 'own', preset: oidc, issuer: identityProvider.issuer, clientId: 'service' },
    ...{ grants: ['client_credentials'], scopes: [], apiHosts: [host], dpop: true },
    clientSecret: { variable: 'SECRET' },
  };
  const options = { read: () => 'a-secret', now: () => clock.now };
  const extension = await startExtension(async () => [settings], options);
  closers.push(extension.close);
  await extension.auth.fetch('own', `http://${host}/`);
  clock.now += HOUR;
  await extension.auth.fetch('own', `http://${host}/`);
  expect(seen).toEqual([
    ['DPoP', expect.objectContaining({ crv: 'P-256' })],
    ['DPoP', (seen[0] as unknown[])[1]],
  ]);
});

describe('a provider', () => {
  let extension: ScriptedExtension;
  const at = async (dpop: boolean, members: object) => {
    extension = await startScriptedExtension({ settings: { dpop } });
    closers.push(extension.close);
    const { provider } = extension;
    provider.overrides.token = () => ({ body: provider.tokenResponse(members) });
    return extension.signIn();
  };

  test('rule 55: that issues a bearer token in response to a proof is refused, as RFC 9449 section 5 requires', async () => {
    const seen = await at(true, { token_type: 'Bearer' });
    await extension.expectFailure(seen, 400, 'token-invalid');
    expect(seen.outcome.error?.message).toContain('issued a bearer token, which is not bound');
    expect(extension.provider.received.map(({ endpoint }) => endpoint)).not.toContain('userinfo');
  });

  test('that issues a bound token without a proof is refused', async () => {
    const seen = await at(false, { token_type: 'DPoP' });
    await extension.expectFailure(seen, 400, 'token-invalid');
  });

  test('whose metadata lists other algorithms than ES256 is reported before the browser opens', async () => {
    extension = await startScriptedExtension({ settings: { dpop: true } });
    closers.push(extension.close);
    const { provider, auth } = extension;
    provider.overrides.discovery = () => ({
      body: { ...metadataOf(provider.issuer), dpop_signing_alg_values_supported: ['PS256'] },
    });
    await expect(auth.signIn('test')).rejects.toMatchObject({
      code: 'provider-misconfigured',
      message: 'OpenID Connect does not accept DPoP proofs with ES256; it lists PS256.',
    });
  });

  test('that rejects the time of a proof keeps the account, and the message names the clock', async () => {
    const seen = await at(true, { token_type: 'DPoP', expires_in: 0 });
    expect(seen.outcome.status).toBe('signed-in');
    const { provider, auth, store } = extension;
    const { issuer } = provider;
    provider.overrides.userinfo = () => ({ status: 401 });
    const date = new Date(Date.now() - 600_000).toUTCString();
    const body = { error: 'invalid_dpop_proof', error_description: 'iat is not recent' };
    provider.overrides.token = () => ({ status: 400, headers: { date }, body });
    await expect(auth.fetch(ADA, `${issuer}/userinfo`)).rejects.toMatchObject({
      code: 'provider-misconfigured',
      message: expect.stringMatching(/invalid_dpop_proof.*clock is 10 min ahead/),
      advice: expect.stringContaining('date and time'),
    });
    expect(await store.get(ADA)).toBeDefined();
    const failed = await extension.signIn();
    expect(failed.outcome.error?.message).toContain('clock is 10 min ahead');
  });
});
