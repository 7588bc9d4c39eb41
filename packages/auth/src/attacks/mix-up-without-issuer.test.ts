import { type Extension, oidc, redirectUriOf } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Auth } from '../session/auth.ts';
import { memoryStore } from '../stores/memory.ts';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { startExtension } from '../testing/extensions/extension.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/servers/identity-provider.ts';
import {
  metadataOf,
  type ScriptedProvider,
  startScriptedProvider,
} from '../testing/servers/scripted-provider.ts';

const clientId = 'test-extension';
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A real provider that conforms to RFC 6749, without RFC 9207. */
async function startHonest(redirectUri: string): Promise<TestIdentityProvider> {
  const honest = await startIdentityProvider([redirectUri], {}, { withoutIssuer: true });
  closers.push(honest.close);
  return honest;
}

interface Attack {
  readonly attacker: ScriptedProvider;
  /** Requests that the attacker's token endpoint received. */
  readonly stolen: URLSearchParams[];
}

/**
 * A malicious provider. It redirects the browser to the honest one, with the state and challenge of its own attempt
 * (RFC 9700 section 4.4.1), and waits for the code and the verifier.
 */
async function startAttacker(honest: TestIdentityProvider, redirectUri: string): Promise<Attack> {
  const attacker = await startScriptedProvider();
  closers.push(attacker.close);
  const stolen: URLSearchParams[] = [];
  attacker.overrides.discovery = () => ({
    body: { ...metadataOf(attacker.issuer), authorization_response_iss_parameter_supported: false },
  });
  attacker.overrides.authorize = ({ parameters }) => {
    const onward = new URL(`${honest.issuer}/auth`);
    onward.search = String(parameters);
    onward.searchParams.set('client_id', clientId);
    onward.searchParams.set('redirect_uri', redirectUri);
    return { status: 303, headers: { location: onward.href } };
  };
  attacker.overrides.token = ({ parameters }) => {
    stolen.push(parameters);
    return { status: 400, body: { error: 'invalid_grant' } };
  };
  return { attacker, stolen };
}

/** Redeems the stolen code at the honest provider. */
async function redeem({ issuer }: TestIdentityProvider, redirectUri: string, [form]: URLSearchParams[]) {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code: form?.get('code') ?? '',
    code_verifier: form?.get('code_verifier') ?? '',
  });
  return (await fetch(`${issuer}/token`, { method: 'POST', body })).json();
}

const providersAt = (honest: TestIdentityProvider, { attacker }: Attack) =>
  [
    { id: 'honest', preset: oidc, issuer: honest.issuer, clientId },
    { id: 'attacker', preset: oidc, issuer: attacker.issuer, clientId },
  ] as const;

describe('rule 20: a malicious provider that redirects the browser to an honest one that sends no iss', () => {
  async function attack() {
    let honest: TestIdentityProvider | undefined;
    let attacking: Attack | undefined;
    const extension = await startExtension(async (redirectUri) => {
      honest = await startHonest(redirectUri('honest'));
      attacking = await startAttacker(honest, redirectUri('honest'));
      return providersAt(honest, attacking);
    });
    closers.push(extension.close);
    const browser = new TestBrowser();
    const { attempt, url } = await extension.auth.signIn('attacker');
    const callback = await browser.follow(url, `${extension.origin}/callback`);
    return { extension, browser, attempt, callback, ...(attacking as Attack) };
  }

  test('receives neither the code nor the verifier, because the response arrives at the redirect URI of the honest one', async () => {
    const { extension, browser, attempt, callback, stolen } = await attack();
    expect(new URL(callback).pathname).toBe('/callback/honest');
    const response = await browser.get(callback);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('came to the redirect URI of another provider');
    expect(stolen).toEqual([]);
    expect(await extension.auth.waitForAttempt(attempt, 0)).toMatchObject({
      status: 'failed',
      error: { code: 'response-invalid' },
    });
    expect((await extension.auth.session()).accounts).toEqual([]);
  });

  test('cannot pass that response to its own redirect URI afterwards', async () => {
    const { browser, callback, stolen } = await attack();
    await browser.get(callback);
    expect((await browser.get(callback.replace('/callback/honest', '/callback/attacker'))).status).toBe(400);
    expect(stolen).toEqual([]);
  });

  test('does not affect a sign-in at the honest one in the same browser', async () => {
    const { extension, browser, callback } = await attack();
    const { url } = await extension.auth.signIn('honest');
    const mine = await browser.follow(url, `${extension.origin}/callback`);
    await browser.get(callback);
    expect((await browser.get(mine)).status).toBe(200);
    expect((await extension.auth.session()).accounts).toMatchObject([{ id: 'honest:ada' }]);
  });

  test.each(['/callback/unknown', '/callback/attacker', '/callback/%68onest%2f', '/callback/HONEST'])(
    'receives nothing if a response of the honest one is opened at %s',
    async (path) => {
      const { extension, browser, stolen } = await attack();
      const { url } = await extension.auth.signIn('honest');
      const mine = await browser.follow(url, `${extension.origin}/callback`);
      expect((await browser.get(mine.replace('/callback/honest', path))).status).toBe(400);
      expect(stolen).toEqual([]);
      expect((await extension.auth.session()).accounts).toEqual([]);
    },
  );

  test('cannot use its own redirect URI, which is not registered at the honest one', async () => {
    const { attacker, extension, stolen } = await attack();
    const honestAuthorize = attacker.overrides.authorize;
    attacker.overrides.authorize = async (received, response) => {
      const { headers } = (await honestAuthorize?.(received, response)) ?? {};
      const onward = new URL(headers?.location ?? '');
      onward.searchParams.set('redirect_uri', `${extension.origin}/callback/attacker`);
      return { status: 303, headers: { location: onward.href } };
    };
    const { url } = await extension.auth.signIn('attacker');
    await expect(new TestBrowser().follow(url, `${extension.origin}/callback`)).rejects.toThrow(
      /redirect_uri/,
    );
    expect(stolen).toEqual([]);
  });
});

describe('rule 47: if all providers share the redirect URI of the tab', () => {
  const tab: Extension = { id: 'acme/test', title: 'Test', strategy: 'extension-tab' };

  async function attackInTab(accepted: readonly string[] | undefined) {
    const redirectUri = redirectUriOf(tab, { id: 'honest', preset: oidc });
    const honest = await startHonest(redirectUri);
    const attacking = await startAttacker(honest, redirectUri);
    const auth = new Auth({
      extension: { ...tab, ...(accepted && { acceptSharedRedirectUri: accepted }) },
      providers: providersAt(honest, attacking),
      store: memoryStore(),
      read: () => undefined,
      insecureLoopbackIssuer: true,
    });
    const { attempt, url } = await auth.signIn('attacker');
    const link = await new TestBrowser().follow(url, redirectUri.split('?')[0] ?? '');
    await auth.finishSignInInTab(attempt, new URL(link).searchParams).catch(() => undefined);
    return redeem(honest, redirectUri, attacking.stolen);
  }

  test('two providers that are not known to send iss are rejected', async () => {
    await expect(attackInTab(undefined)).rejects.toThrow(/acceptSharedRedirectUri: \['honest', 'attacker'\]/);
  });

  test('the malicious one redeems the code if both are accepted by name, which is otherwise rejected', async () => {
    expect(await attackInTab(['honest', 'attacker'])).toMatchObject({
      access_token: expect.any(String),
      id_token: expect.any(String),
    });
  });
});
