import { oidc } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import express from 'express';
import { closeServer, listen } from '../../backend/listen.ts';
import type { Logger } from '../../backend/logger.ts';
import { pageHeaders } from '../../backend/pages.ts';
import { socketApi } from '../../backend/socket-api.ts';
import type { ProviderSettings } from '../../core/client/settings.ts';
import type { AuthErrorCode } from '../../core/errors.ts';
import type { AuthOptions } from '../../session/auth.ts';
import { memoryStore } from '../../stores/memory.ts';
import { generateSealKey } from '../../stores/seal-key.ts';
import type { TokenStore } from '../../stores/store.ts';
import { TestBrowser } from '../browsers/browser.ts';
import { type Secrets, watchSecrets } from '../fixtures/secrets.ts';
import { CLIENT_ID, type ScriptedProvider, startScriptedProvider } from '../servers/scripted-provider.ts';
import { startExtension, type TestExtension } from './extension.ts';
import { pageCalls, type SendJson, sendTo } from './page-calls.ts';

/** What the user and the UI see of a sign-in. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly page: string;
  /** The response of the API about the attempt, as text. */
  readonly report: string;
  readonly outcome: { status: string; error?: { code: AuthErrorCode; message: string } };
}

export interface ScriptedExtension extends TestExtension {
  readonly provider: ScriptedProvider;
  readonly store: TokenStore;
  readonly secrets: Secrets;
  /** Calls the socket API as the page. Returns the text of the response. */
  api(path: string, data?: object): Promise<string>;
  /** Calls the socket API without the page's token. */
  readonly send: SendJson;
  /** Starts a sign-in with the API and follows the browser to the callback, which is not opened. */
  reachCallback(browser?: TestBrowser): Promise<{ attempt: string; callback: string }>;
  /** A complete sign-in, with a change to the callback's query. */
  signIn(change?: (query: URLSearchParams) => void): Promise<Seen>;
  open(browser: TestBrowser, attempt: string, callback: string): Promise<Seen>;
  /** Expects a failure: page, headers, outcome, no account, and no secret anywhere. */
  expectFailure(seen: Seen, status: number, code: AuthErrorCode): Promise<void>;
}

const CLIENT_SECRET = 'client-secret-of-the-scripted-extension';

/** The extension's registration at a scripted provider. */
export function settingsAt({ issuer }: ScriptedProvider): ProviderSettings {
  return {
    id: 'test',
    preset: oidc,
    issuer,
    clientId: CLIENT_ID,
    clientSecret: { variable: 'SECRET' },
    grants: ['authorization_code', 'device_code'],
  };
}

export const readSecret = () => CLIENT_SECRET;

/** Starts an extension with socket API and callback server, registered with a secret at a scripted provider. */
export async function startScriptedExtension(
  options: Partial<AuthOptions> & {
    readonly logger?: Logger;
    readonly settings?: Partial<ProviderSettings>;
    /** The page's localStorage. Default: a new one. */
    readonly key?: string;
  } = {},
): Promise<ScriptedExtension> {
  const secrets = watchSecrets();
  secrets.add('client secret', CLIENT_SECRET);
  const provider = await startScriptedProvider();
  const store = options.store ?? memoryStore();
  const extension = await startExtension(async () => [{ ...settingsAt(provider), ...options.settings }], {
    read: readSecret,
    ...options,
    store,
  });
  const app = express().use(socketApi(extension.auth, options.logger && { logger: options.logger }));
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  const { port } = server.address() as { port: number };
  const send = sendTo(`http://127.0.0.1:${port}`);
  const call = pageCalls(send, [options.key ?? generateSealKey()]);
  const api = (path: string, data: object = {}) => call(`/auth/${path}`, data);

  async function reachCallback(browser = new TestBrowser()) {
    const { value } = JSON.parse(await api('sign-in', { provider: 'test' }));
    const callback = await browser.follow(value.url, `${extension.origin}/callback`);
    return { attempt: value.attempt as string, callback };
  }

  async function open(browser: TestBrowser, attempt: string, callback: string): Promise<Seen> {
    const response = await browser.get(callback);
    const page = await response.text();
    const report = await api(`attempts/${attempt}`);
    const { status, headers } = response;
    return { status, headers, page, report, outcome: JSON.parse(report).value };
  }

  return {
    ...extension,
    provider,
    store,
    secrets,
    api,
    send,
    reachCallback,
    open,
    async signIn(change) {
      const browser = new TestBrowser();
      const { attempt, callback } = await reachCallback(browser);
      const url = new URL(callback);
      change?.(url.searchParams);
      return open(browser, attempt, url.href);
    },
    async expectFailure(seen, status, code) {
      expect(seen.outcome).toMatchObject({ status: 'failed', error: { code } });
      expect(seen.status).toBe(status);
      expect(seen.page).toContain('The sign-in to Test &lt;extension&gt; failed');
      for (const [name, value] of Object.entries(pageHeaders)) expect(seen.headers.get(name)).toBe(value);
      const session = await api('session');
      expect(JSON.parse(session).value.accounts).toEqual([]);
      expect(await store.list()).toEqual([]);
      await secrets.expectNoneIn(seen.page, seen.report, session, [...seen.headers].join('\n'));
    },
    async close() {
      secrets.stop();
      await Promise.all([extension.close(), closeServer(server), provider.close()]);
    },
  };
}
