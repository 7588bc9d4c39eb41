import { checkKey, type Grant, oidc } from '@ddext-oauth/providers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KeySettings } from '../../core/keys/key-settings.ts';
import { memoryStore } from '../../stores/memory.ts';
import type { TokenAccount, TokenStore } from '../../stores/store.ts';
import { accountOf } from '../../stores/testing/account.ts';
import { authWithKeys } from '../../testing/extensions/key-auth.ts';
import { startSignedIn } from '../../testing/extensions/signed-in.ts';
import { type KeyServer, sampleKey, startKeyServer } from '../../testing/servers/key-server.ts';
import type { AuthOptions } from '../auth.ts';

let server: KeyServer;
let store: TokenStore;
beforeEach(async () => {
  server = await startKeyServer();
  server.respond = () => ({ body: { id: 583231, login: 'octocat', name: 'The Octocat' } });
  store = memoryStore();
});
afterEach(() => server.close());

const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const OTHER = `ghp_${'Z9y8'.repeat(9)}`;
const OCTOCAT = 'github:583231';

const github = (settings: Partial<KeySettings> = {}): KeySettings => ({
  id: 'github',
  method: server.methodOf('github'),
  ...settings,
});

const authWith = (keys: readonly KeySettings[], options: Partial<AuthOptions> = {}) =>
  authWithKeys(keys, { store, ...options });

describe('a pasted key', () => {
  test('is proven by the verification request, and stored as the account of its owner', async () => {
    const auth = authWith([github()]);
    const account = await auth.addKey('github', { key: `  ${GITHUB}\n` });
    expect(account).toMatchObject({
      id: OCTOCAT,
      provider: { id: 'github', name: 'GitHub' },
      profile: { id: '583231', name: 'The Octocat' },
      key: { kind: 'personal_access_token', noun: 'personal access token' },
    });
    expect(server.received).toMatchObject([{ method: 'GET', url: '/user' }]);
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${GITHUB}`);
    const { accounts } = await auth.session();
    expect(accounts).toEqual([account]);
    expect(JSON.stringify([account, await auth.session()])).not.toContain(GITHUB);
    expect(await store.get(OCTOCAT)).toMatchObject({ key: GITHUB, kind: 'personal_access_token' });
  });

  test.each([
    ['nothing', ''],
    ['two lines', `${GITHUB}\r\nX-Injected: 1`],
    ['a key of another provider', 'glpat-abcDEF123_-xyz12345'],
    ['an access token of an OAuth app', GITHUB.replace('ghp_', 'gho_')],
    ['a zero-width space', `ghp_\u200b${'a'.repeat(36)}`],
    ['a full-width letter', `ghp_\uff21${'a'.repeat(36)}`],
    ['5 MB', `ghp_${'a'.repeat(5_000_000)}`],
    ['a header with a scheme', `Bearer ${GITHUB}`],
  ])('rule 56: of %s is rejected before it is sent, and not repeated', async (_what, key) => {
    const auth = authWith([github()]);
    const error = await auth.addKey('github', { key }).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'key-malformed' });
    if (key) expect(`${error.message} ${error.advice}`).not.toContain(key);
    expect(server.received).toEqual([]);
  });

  test.each(['\u00a0', '\ufeff', '\u2003', '\t\r\n'])('between %j is used without it', async (space) => {
    await authWith([github()]).addKey('github', { key: `${space}${GITHUB}${space}` });
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${GITHUB}`);
  });

  test('rule 57: is not sent to the target of a redirect', async () => {
    const attacker = await startKeyServer();
    server.respond = () => ({ status: 307, headers: { location: `${attacker.origin}/user` } });
    await expect(authWith([github()]).addKey('github', { key: GITHUB })).rejects.toMatchObject({
      code: 'verification-failed',
    });
    expect(attacker.received).toEqual([]);
    await attacker.close();
  });

  test.each<[string, object]>([
    ['as the ID of its owner', { id: GITHUB }],
    ['in the name of its owner', { id: 1, name: `key ${GITHUB}` }],
  ])('that the response repeats %s is not stored', async (_where, body) => {
    server.respond = () => ({ body });
    const auth = authWith([github()]);
    const error = await auth.addKey('github', { key: GITHUB }).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'verification-failed' });
    expect(error.message).not.toContain(GITHUB);
    expect(await store.list()).toEqual([]);
  });

  test('that the response repeats beside the owner is not in the account', async () => {
    server.respond = () => ({
      body: { id: 1, login: 'ada', token: GITHUB, avatar_url: `http://a/${GITHUB}` },
    });
    const auth = authWith([github()]);
    await expect(auth.addKey('github', { key: GITHUB })).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });

  test('whose provider cannot be reached is not stored', async () => {
    const auth = authWith([github()]);
    await server.close();
    const error = await auth.addKey('github', { key: GITHUB }).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'provider-unreachable' });
    expect(JSON.stringify([error.message, String(error.cause), String(error.cause?.cause)])).not.toContain(
      GITHUB,
    );
    server = await startKeyServer();
  });

  test('is not sent over plain http without the development setting', async () => {
    const auth = authWith([github()], { insecureLoopbackIssuer: false });
    await expect(auth.addKey('github', { key: GITHUB })).rejects.toMatchObject({
      code: 'provider-misconfigured',
    });
    expect(server.received).toEqual([]);
  });

  test('with a known prefix is accepted, whatever the name of the provider is in the settings', async () => {
    const key = 'glpat-abcDEF123_-xyz12345';
    const auth = authWith([{ id: 'gitlab', method: server.methodOf('gitlab'), name: 'Work' }]);
    const [provider] = (await auth.session()).providers;
    expect(provider).toMatchObject({ name: 'Work', key: { name: 'GitLab' } });
    expect(provider?.key && checkKey(provider.key, key)).toEqual({ key });
    expect(await auth.addKey('gitlab', { key })).toMatchObject({ provider: { name: 'Work' } });
  });

  test('of a provider that the extension does not have is rejected', async () => {
    await expect(authWith([github()]).addKey('gitlab', { key: GITHUB })).rejects.toMatchObject({
      code: 'provider-unknown',
    });
  });

  test('is not sent if its account could not be stored', async () => {
    const failing = { ...memoryStore(), list: () => Promise.reject(new Error('disk')) };
    await expect(authWith([github()], { store: failing }).addKey('github', { key: GITHUB })).rejects.toThrow(
      'disk',
    );
    expect(server.received).toEqual([]);
  });
});

describe('a call of an API with a key', () => {
  test.each([
    ['github', { authorization: `Bearer ${GITHUB}` }],
    ['figma', { 'x-figma-token': `figd_${'a'.repeat(35)}` }],
    ['clickup', { authorization: `pk_${'a'.repeat(37)}` }],
  ])('rule 57: of %s sends it in the header of its method only', async (provider, headers) => {
    const method = server.methodOf(provider);
    server.respond = () => ({
      body: { id: 1, user: { id: 1, username: 'ada' }, handle: 'ada', login: 'ada' },
    });
    const auth = authWith([{ id: provider, method }]);
    const key = provider === 'github' ? GITHUB : sampleKey(method);
    const { id } = await auth.addKey(provider, { key });
    const forged = { Authorization: 'Bearer forged', 'X-Figma-Token': 'forged', Cookie: 'a=b' };
    await auth.fetch(id, `${server.origin}/things?page=2`, { method: 'DELETE', headers: forged });
    const sent = server.received[1];
    expect(sent).toMatchObject({ method: 'DELETE', url: '/things?page=2', headers });
    expect(sent?.headers.cookie).toBeUndefined();
    if (provider !== 'figma') expect(JSON.stringify(sent).split(key)).toHaveLength(2);
  });

  test('with a user name sends both as Basic credentials (RFC 7617)', async () => {
    const method = server.methodOf('docker-hub');
    const auth = authWith([{ id: 'docker-hub', method }]);
    const key = sampleKey(method);
    const { id, profile } = await auth.addKey('docker-hub', { key, userName: 'ada' });
    expect([id, profile.id]).toEqual(['docker-hub:ada', 'ada']);
    const credentials = Buffer.from(`ada:${key}`).toString('base64');
    expect(server.received[0]?.headers.authorization).toBe(`Basic ${credentials}`);
  });

  test.each(['', 'a:b', 'a\r\nb', 'a'.repeat(300)])('with the user name %j is rejected', async (userName) => {
    const method = server.methodOf('docker-hub');
    const adding = authWith([{ id: 'docker-hub', method }]).addKey('docker-hub', {
      key: sampleKey(method),
      userName,
    });
    await expect(adding).rejects.toMatchObject({ code: 'key-malformed' });
    expect(server.received).toEqual([]);
  });

  test.each([
    ['another host', 'https://attacker.example/'],
    ['another port', 'http://127.0.0.1:1/'],
    ['a name that begins with the host', 'https://api.github.com.attacker.example/'],
  ])('rule 57: at %s is rejected', async (_what, url) => {
    const auth = authWith([github()]);
    const { id } = await auth.addKey('github', { key: GITHUB });
    await expect(auth.fetch(id, url)).rejects.toMatchObject({ code: 'host-not-allowed' });
    await expect(auth.fetch(id, url.replace('://', `://${server.host}@`))).rejects.toMatchObject({
      code: 'request-invalid',
    });
  });

  test('at a host is sent if the settings write its name in capital letters', async () => {
    const host = server.host.replace('127.0.0.1', 'localhost');
    const auth = authWith([github({ apiHosts: [host.toUpperCase()] })]);
    const { id } = await auth.addKey('github', { key: GITHUB });
    expect((await auth.fetch(id, `http://${host}/`)).status).toBe(200);
  });

  test('returns a redirect instead of following it', async () => {
    const auth = authWith([github()]);
    const { id } = await auth.addKey('github', { key: GITHUB });
    const attacker = await startKeyServer();
    server.respond = () => ({ status: 302, headers: { location: attacker.origin } });
    expect((await auth.fetch(id, server.origin)).status).toBe(302);
    expect(attacker.received).toEqual([]);
    await attacker.close();
  });

  test('finds the only account by the ID of its provider, and the owner by userinfo_endpoint', async () => {
    const auth = authWith([github()]);
    await auth.addKey('github', { key: GITHUB });
    const response = await auth.fetch('github', 'userinfo_endpoint');
    expect(await response.json()).toMatchObject({ login: 'octocat' });
  });

  test('rule 58: is never given to the page as an access token', async () => {
    const provider = {
      id: 'github',
      preset: oidc,
      clientId: 'a',
      issuer: 'https://a.example',
      exposeAccessToken: true,
    };
    const auth = authWith([github()], { providers: [provider] });
    await auth.addKey('github', { key: GITHUB });
    await expect(auth.accessToken(OCTOCAT)).rejects.toMatchObject({ code: 'account-unknown' });
  });
});

describe('replacing a key', () => {
  test('keeps the account, and uses the new key', async () => {
    const auth = authWith([github()]);
    await auth.addKey('github', { key: GITHUB });
    await auth.addKey('github', { key: OTHER, replaces: OCTOCAT });
    expect((await auth.session()).accounts).toHaveLength(1);
    await auth.fetch(OCTOCAT, server.origin);
    expect(server.received.at(-1)?.headers.authorization).toBe(`Bearer ${OTHER}`);
  });

  test('rule 59: with one of another user is rejected, and the old key stays', async () => {
    const auth = authWith([github()]);
    await auth.addKey('github', { key: GITHUB });
    server.respond = () => ({ body: { id: 2, login: 'mallory' } });
    const replacing = auth.addKey('github', { key: OTHER, replaces: OCTOCAT });
    await expect(replacing).rejects.toMatchObject({ code: 'key-of-another-user' });
    expect(await store.list()).toMatchObject([{ id: OCTOCAT, key: GITHUB }]);
  });

  test('rule 59: with one of another user name is rejected, and the old key stays', async () => {
    const method = server.methodOf('docker-hub');
    const auth = authWith([{ id: 'docker-hub', method }]);
    const [key, another] = [sampleKey(method), sampleKey(method, 'b')];
    const { id } = await auth.addKey('docker-hub', { key, userName: 'ada' });
    const replacing = auth.addKey('docker-hub', { key: another, userName: 'grace', replaces: id });
    await expect(replacing).rejects.toMatchObject({ code: 'key-of-another-user' });
    expect(await store.list()).toMatchObject([{ id, key, userName: 'ada' }]);
    await auth.addKey('docker-hub', { key: another, userName: 'ada', replaces: id });
    expect(await store.list()).toMatchObject([{ id, key: another, userName: 'ada' }]);
  });

  test('rule 59: of an account that is removed meanwhile does not bring it back', async () => {
    const auth = authWith([github()]);
    await auth.addKey('github', { key: GITHUB });
    let respond: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (respond = resolve));
    let reached: () => void = () => undefined;
    const verifying = new Promise<void>((resolve) => (reached = resolve));
    server.respond = async () => {
      reached();
      await held;
      return { body: { id: 583231 } };
    };
    const replacing = auth.addKey('github', { key: OTHER, replaces: OCTOCAT });
    await verifying;
    await auth.signOut(OCTOCAT);
    respond();
    await expect(replacing).rejects.toMatchObject({ code: 'account-unknown' });
    expect(await store.list()).toEqual([]);
  });

  test('20 times at once, with 20 removals, leaves the account or none', async () => {
    const auth = authWith([github()]);
    await auth.addKey('github', { key: GITHUB });
    const work = Array.from({ length: 20 }, (_, index) => [
      auth.addKey('github', { key: `ghp_${String(index).padStart(36, '0')}`, replaces: OCTOCAT }),
      auth.signOut(OCTOCAT),
    ]).flat();
    const results = await Promise.allSettled(work);
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(new Set(codes)).toEqual(new Set(['account-unknown']));
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect((await store.list()).length).toBeLessThanOrEqual(1);
  });
});

describe('removing a key', () => {
  test('deletes the account, and names the page where the key stays valid', async () => {
    const auth = authWith([github()]);
    await auth.addKey('github', { key: GITHUB });
    expect(await auth.signOut(OCTOCAT)).toEqual({
      revoked: false,
      keyPage: 'https://github.com/settings/tokens',
    });
    expect(await store.list()).toEqual([]);
    expect(server.received).toHaveLength(1);
  });
});

describe('a key whose provider names no owner', () => {
  test('is one account, however often it is pasted', async () => {
    const method = server.methodOf('tailscale');
    const auth = authWith([{ id: 'tailscale', method }]);
    const key = sampleKey(method);
    await Promise.all([1, 2, 3].map(() => auth.addKey('tailscale', { key })));
    await auth.addKey('tailscale', { key: sampleKey(method, 'b') });
    const { accounts } = await auth.session();
    expect(accounts.map(({ profile }) => profile.name)).toEqual(['API access token', 'API access token']);
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(2);
  });

  test('keeps its account when it is replaced', async () => {
    const method = server.methodOf('tailscale');
    const auth = authWith([{ id: 'tailscale', method }]);
    const { id } = await auth.addKey('tailscale', { key: sampleKey(method) });
    await auth.addKey('tailscale', { key: sampleKey(method, 'b'), replaces: id });
    expect((await store.list()).map((account) => account.id)).toEqual([id]);
  });
});

describe('the change between OAuth and a key', () => {
  const signedIn = accountOf('583231', { id: OCTOCAT, providerId: 'github' });

  test('keeps the account of the same user, with the new key only', async () => {
    await store.put(signedIn);
    await authWith([github()]).addKey('github', { key: GITHUB });
    const [account, another] = await store.list();
    expect(another).toBeUndefined();
    expect(account).toMatchObject({ id: OCTOCAT, key: GITHUB });
    expect(account).not.toHaveProperty('refreshToken');
  });

  test('rule 59: is rejected if the provider does not name the owner of the key', async () => {
    const method = server.methodOf('tailscale');
    const ada = accountOf('ada', { id: 'tailscale:ada', providerId: 'tailscale' });
    await store.put(ada);
    const replacing = authWith([{ id: 'tailscale', method }]).addKey('tailscale', {
      key: sampleKey(method),
      replaces: ada.id,
    });
    await expect(replacing).rejects.toMatchObject({
      code: 'key-of-another-user',
      message: expect.stringContaining('does not name the owner of this API access token'),
    });
    expect(await store.list()).toEqual([ada]);
  });

  test('rule 38: revokes the replaced tokens, and deletes their key', async () => {
    server.respond = () => ({ body: { id: 'ada' } });
    const keys = [github({ id: 'test' })];
    const { auth, close, identityProvider } = await startSignedIn({ dpop: true }, {}, { keys, store });
    const tokens = (await store.get('test:ada')) as TokenAccount;
    const { AccessToken, RefreshToken } = identityProvider.provider;
    const known = async () => [
      Boolean(await AccessToken.find(tokens.accessToken)),
      Boolean(await RefreshToken.find(tokens.refreshToken ?? '')),
    ];
    expect(await known()).toEqual([true, true]);
    await auth.addKey('test', { key: GITHUB });
    expect(await known()).toEqual([false, false]);
    expect(JSON.stringify(await store.list())).not.toContain('privateKey');
    // Neither is the key in memory.
    await store.put({ ...tokens, dpopKey: { thumbprint: String(tokens.dpopKey?.thumbprint) } });
    await expect(auth.fetch('test:ada', 'userinfo_endpoint')).rejects.toMatchObject({
      code: 'dpop-key-lost',
    });
    await close();
  });

  test('keeps the key if the provider of the tokens cannot be reached', async () => {
    server.respond = () => ({ body: { id: 'ada' } });
    const keys = [github({ id: 'test' })];
    const { auth, close, identityProvider } = await startSignedIn({}, {}, { keys, store });
    await identityProvider.close();
    await auth.addKey('test', { key: GITHUB });
    expect(await store.list()).toMatchObject([{ id: 'test:ada', key: GITHUB }]);
    await close();
  });

  test('lists the accounts with a key also in a version without keys, which sends none', async () => {
    await authWith([github()]).addKey('github', { key: GITHUB });
    const provider = { id: 'github', preset: oidc, clientId: 'a', issuer: server.origin };
    const auth = authWith([], { providers: [provider] });
    expect((await auth.session()).accounts).toMatchObject([{ id: OCTOCAT }]);
    server.received.length = 0;
    await expect(auth.fetch(OCTOCAT, server.origin)).rejects.toMatchObject({ code: 'sign-in-again' });
    expect(server.received).toEqual([]);
    expect(await auth.signOut(OCTOCAT)).toEqual({ revoked: false });
  });
});

describe('an extension with the strategy none', () => {
  const extension = { id: 'acme/test', title: 'Test', strategy: 'none' } as const;

  test('accepts keys, and has no callback hosts', async () => {
    const auth = authWith([github()], { extension });
    await auth.addKey('github', { key: GITHUB });
    const { providers, accounts } = await auth.session();
    expect(providers.map(({ id, signInMethods }) => [id, signInMethods])).toEqual([['github', []]]);
    expect(accounts.map(({ id }) => id)).toEqual([OCTOCAT]);
    expect(auth.callbackHosts).toEqual(new Set());
  });

  test('cannot have a provider that users sign in to in the browser', () => {
    const provider = { id: 'github', preset: oidc, clientId: 'a', issuer: 'https://a.example' };
    expect(() => authWith([], { extension, providers: [provider] })).toThrow(
      'The strategy none supports keys only, but github is an OAuth provider. Set the strategy to backend-callback or extension-tab.',
    );
  });

  test.each<[Grant]>([['device_code'], ['client_credentials']])(
    'cannot have a provider with the grant %s only, which extension-tab can have without a port',
    (grant) => {
      const provider = { id: 'work', preset: oidc, clientId: 'a', grants: [grant] };
      expect(() => authWith([], { extension, providers: [provider] })).toThrow(
        `The strategy none supports keys only, but work is an OAuth provider (${grant}). Set the strategy to extension-tab, which needs no port.`,
      );
      const inTab = { ...extension, strategy: 'extension-tab' } as const;
      expect(() => authWith([], { extension: inTab, providers: [provider] })).not.toThrow();
    },
  );

  test('names the provider that needs the browser, if another one does not', () => {
    const device = { id: 'work', preset: oidc, clientId: 'a', grants: ['device_code'] as const };
    const provider = { id: 'github', preset: oidc, clientId: 'a', issuer: 'https://a.example' };
    expect(() => authWith([], { extension, providers: [device, provider] })).toThrow(
      'but github is an OAuth provider. Set the strategy to backend-callback or extension-tab.',
    );
  });
});

describe('a session', () => {
  test('lists the providers with what the page needs to check a paste', async () => {
    const provider = { id: 'github', preset: oidc, clientId: 'a', issuer: 'https://a.example' };
    const auth = authWith([github(), { id: 'tailscale', method: server.methodOf('tailscale') }], {
      providers: [provider],
    });
    const { providers, services } = await auth.session();
    expect(providers.map(({ id, signInMethods }) => [id, signInMethods])).toEqual([
      ['github', ['authorization_code']],
      ['tailscale', []],
    ]);
    expect(providers[0]?.key).toEqual({
      kind: 'personal_access_token',
      noun: 'personal access token',
      name: 'GitHub',
      console: 'https://github.com/settings/tokens',
      scopes: ['read:user'],
      format: server.methodOf('github').format,
    });
    expect(services).toBeUndefined();
  });

  test('names the setting that a key lacks', async () => {
    const { parameters, ...method } = server.methodOf('grafana');
    expect(parameters).toBeUndefined();
    const needsHost = {
      ...method,
      parameters: [{ name: 'host', example: 'a.grafana.net', kind: 'host' as const }],
    };
    const auth = authWith([
      { id: 'grafana', method: needsHost, parameters: { host: { variable: 'GRAFANA_HOST' } } },
    ]);
    const { providers } = await auth.session();
    expect(providers[0]?.key?.problem).toMatchObject({
      code: 'provider-not-configured',
      message: 'Grafana has no host: set GRAFANA_HOST.',
    });
  });
});

describe('a key of the extension itself', () => {
  const fixed = () => github({ id: 'robot', fixed: { key: { variable: 'ROBOT_KEY' } } });
  const read = (name: string) => (name === 'ROBOT_KEY' ? GITHUB : undefined);

  test('calls the API by the ID of its provider, is no account of a user, and cannot be replaced', async () => {
    const auth = authWith([fixed()], { read });
    await auth.fetch('robot', `${server.origin}/things`);
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${GITHUB}`);
    expect(await auth.session()).toEqual({
      providers: [],
      accounts: [],
      services: [{ provider: { id: 'robot', name: 'GitHub' }, kind: 'personal_access_token' }],
    });
    await expect(auth.addKey('robot', { key: OTHER })).rejects.toMatchObject({ code: 'request-invalid' });
    expect(await auth.verify('robot')).toMatchObject({ status: 'works' });
  });

  test('that is not set is reported by the name of its variable', async () => {
    const { services } = await authWith([fixed()]).session();
    expect(services?.[0]?.problem).toMatchObject({
      code: 'provider-not-configured',
      message: 'GitHub has no personal access token: set ROBOT_KEY.',
    });
  });

  test('that is malformed is reported without its value', async () => {
    const auth = authWith([fixed()], { read: () => 'not-a-key-of-github' });
    const error = await auth.fetch('robot', server.origin).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'key-malformed' });
    expect(error.message).not.toContain('not-a-key-of-github');
    expect(server.received).toEqual([]);
  });

  test('needs another ID than a provider', () => {
    const provider = { id: 'robot', preset: oidc, clientId: 'a', issuer: 'https://a.example' };
    expect(() => authWith([fixed()], { providers: [provider] })).toThrow('needs another id');
  });

  test('cannot be sent in a header of the connection', () => {
    const method = { ...server.methodOf('github'), header: { name: 'host' } };
    expect(() => authWith([{ id: 'a', method }])).toThrow('cannot be sent in the header "host"');
  });
});
