import { github, oidc } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { memoryStore } from '../stores/memory.ts';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { startExtension } from '../testing/extensions/extension.ts';
import { startTestServer, type TestServer } from '../testing/servers/test-server.ts';
import { Auth, type AuthOptions } from './auth.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function authWith(options: Partial<AuthOptions>): Auth {
  return new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 },
    providers: [],
    store: memoryStore(),
    read: () => undefined,
    ...options,
  });
}

/** Starts a server that responds to each path with JSON, or with the result of a function. */
async function scriptedServer(
  answers: Record<string, unknown | ((origin: string) => unknown)>,
): Promise<TestServer> {
  const server = await startTestServer((request, response) => {
    const answer = answers[request.url?.split('?')[0] ?? ''];
    const body = typeof answer === 'function' ? answer(server.origin) : answer;
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  closers.push(server.close);
  return server;
}

describe('a provider that cannot be used', () => {
  test('because a variable is unset is listed with the variable to set', async () => {
    const auth = authWith({
      providers: [
        { id: 'work', preset: oidc, name: 'Work', issuer: { variable: 'WORK_ISSUER' }, clientId: 'a' },
      ],
    });
    const [provider] = (await auth.session()).providers;
    expect(provider).toMatchObject({
      id: 'work',
      problem: { code: 'provider-not-configured', message: 'Work has no issuer: set WORK_ISSUER.' },
    });
    await expect(auth.signIn('work')).rejects.toMatchObject({ code: 'provider-not-configured' });
  });

  test('because its issuer cannot be reached is reported, and requested again the next time', async () => {
    const { origin, close } = await scriptedServer({});
    const providers = [{ id: 'work', preset: oidc, issuer: origin, clientId: 'a' }];
    const auth = authWith({ providers, insecureLoopbackIssuer: true });
    await expect(auth.signIn('work')).rejects.toMatchObject({ code: 'provider-misconfigured' });
    await close();
    await expect(auth.signIn('work')).rejects.toMatchObject({ code: 'provider-unreachable' });
  });

  test('rule 44: is rejected because its discovery document names another issuer (RFC 8414 section 3.3)', async () => {
    const { origin } = await scriptedServer({
      '/.well-known/openid-configuration': { issuer: 'https://attacker.example' },
    });
    const providers = [{ id: 'work', preset: oidc, issuer: origin, clientId: 'a' }];
    await expect(authWith({ providers, insecureLoopbackIssuer: true }).signIn('work')).rejects.toMatchObject({
      code: 'provider-misconfigured',
    });
  });

  test.each([
    ['plain http on another host, even if loopback is allowed', 'http://provider.example', true],
    ['plain http on this machine if that is not allowed', 'http://127.0.0.1:1', false],
  ])('rule 42: is rejected because its issuer is %s', async (_what, issuer, insecureLoopbackIssuer) => {
    const providers = [{ id: 'work', preset: oidc, issuer, clientId: 'a' }];
    await expect(authWith({ providers, insecureLoopbackIssuer }).signIn('work')).rejects.toMatchObject({
      code: 'provider-misconfigured',
    });
  });
});

describe('GitHub', () => {
  const tokens = { access_token: 'gho_secret', token_type: 'bearer', scope: 'read:user,user:email' };
  const user = { id: 583231, login: 'octocat', name: null, avatar_url: 'https://avatars.example/1' };

  async function signInWith(tokenResponse: unknown) {
    const { origin } = await scriptedServer({
      '/login/oauth/access_token': tokenResponse,
      '/user': { ...user, email: 'octocat@example.com' },
    });
    const preset = {
      ...github,
      issuer: 'https://github.com/login/oauth',
      endpoints: {
        authorization: `${origin}/login/oauth/authorize`,
        token: `${origin}/login/oauth/access_token`,
        userInfo: `${origin}/user`,
      },
    };
    const read = (name: string) => (name === 'SECRET' ? 'client-secret' : undefined);
    const extension = await startExtension(
      async () => [{ id: 'github', preset, clientId: 'a', clientSecret: { variable: 'SECRET' } }],
      { read },
    );
    closers.push(extension.close);
    const browser = new TestBrowser();
    const { url } = await extension.auth.signIn('github');
    const location = new URL((await browser.get(url)).headers.get('location') as string);
    const answer = new URLSearchParams({
      code: 'a-code',
      state: location.searchParams.get('state') ?? '',
      iss: 'https://github.com/login/oauth',
    });
    const page = await browser.get(`${extension.origin}/callback/github?${answer}`);
    return { location, page, session: await extension.auth.session() };
  }

  test('signs in a user with the user resource, scopes separated by commas', async () => {
    const { location, page, session } = await signInWith(tokens);
    expect(page.status).toBe(200);
    expect(location.searchParams.get('code_challenge_method')).toBe('S256');
    expect(session.accounts).toMatchObject([
      {
        id: 'github:583231',
        profile: { id: '583231', name: 'octocat', email: 'octocat@example.com' },
        scopes: ['read:user', 'user:email'],
      },
    ]);
    expect(session.accounts[0]).not.toHaveProperty('expiresAt');
  });

  test('reports an error that arrives with HTTP 200 as an error', async () => {
    const { page, session } = await signInWith({
      error: 'bad_verification_code',
      error_description: 'The code passed is incorrect or expired.',
    });
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('bad_verification_code');
    expect(session.accounts).toEqual([]);
  });

  test('requests the primary verified email address if the profile hides it', async () => {
    const profile = await github.profile({ ...user, email: null }, async (url) => {
      expect(url).toBe('https://api.github.com/user/emails');
      return [
        { email: 'old@example.com', primary: false, verified: true },
        { email: 'octocat@example.com', primary: true, verified: true },
      ];
    });
    expect(profile).toMatchObject({ id: '583231', email: 'octocat@example.com' });
  });
});
