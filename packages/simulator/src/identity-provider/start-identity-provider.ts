import type { Server } from 'node:http';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Provider } from 'oidc-provider';
import { readAsset } from '../http/assets.ts';
import { createBrowserServer } from '../http/browser-server.ts';
import { requireHost } from '../http/guard.ts';
import { closerOf, listenPreferring, loopback, preferredPort } from '../http/listen.ts';
import { listenOrExplain } from '../http/listen-or-explain.ts';
import { clientId, isCallback, type RegisteredExtension } from './client.ts';
import { providerConfiguration } from './configuration.ts';
import { limitCors } from './cors.ts';
import { formActionDirective, simulatedTargetOf } from './form-action.ts';
import { interactions } from './interactions.ts';
import { keyApi } from './key-api.ts';
import { loadProvider } from './load-provider.ts';
import { errorPage } from './pages/message-pages.ts';
import { avatarOf, createTestUsers, type TestUser } from './test-users.ts';

export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly testUsers: readonly TestUser[];
  close(): Promise<void>;
}

export interface IdentityProviderOptions extends RegisteredExtension {
  readonly dashboardUrl: string;
  /** Undefined for a port derived from the ID of the extension, so that a browser stays signed in. */
  readonly port: number | undefined;
  /** The sources of a form-action directive on its pages; undefined for none. */
  readonly formAction: string | undefined;
}

/**
 * oidc-provider adds the hashes of its self-submitting forms to script-src. There is no form-action by default:
 * after Allow, redirects of the form lead to the extension, possibly through a docker-desktop: link, and browsers
 * check every redirect against form-action.
 */
function pageHeaders({ formAction, dashboardUrl }: IdentityProviderOptions): Record<string, string> {
  return {
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; " +
      `base-uri 'none'${formActionDirective(formAction, dashboardUrl)}`,
    // The extension's page, on another port, shows the pictures of test users.
    'Cross-Origin-Resource-Policy': 'same-site',
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}

function staticFiles(stylesheet: string): RequestHandler {
  return express
    .Router()
    .get('/identity-provider.css', (_request, response) => void response.type('css').send(stylesheet))
    .get('/users/:file', (request, response) => {
      const avatar = avatarOf(request.params.file.replace(/\.svg$/, ''));
      if (avatar === undefined) response.status(404).end();
      else response.type('svg').send(avatar);
    })
    .get('/', (_request, response) => response.redirect(303, '/session/end'));
}

/** Sends redirects to docker-desktop: or to the bridge to the dashboard, which simulates both targets. */
function catchDesktopLinks(provider: Provider, options: IdentityProviderOptions): void {
  provider.use(async (context, next) => {
    await next();
    // Koa's types declare a string even for a missing header.
    const location: string | undefined = context.response.get('location');
    if (!location) return;
    // The form is posted, and redirects of that request resume the authorization request.
    const afterForm = context.oidc?.route === 'resume';
    const simulated = simulatedTargetOf({ location, afterForm }, options.formAction, options.dashboardUrl);
    if (simulated === undefined) return;
    context.set('location', simulated);
    context.body = 'Redirecting to Docker Desktop.';
  });
}

/** oidc-provider compares redirect URIs with a fixed list, but providers can be added while this one runs. */
function allowCallbacks(provider: Provider, { publishedPort }: IdentityProviderOptions): void {
  const { prototype } = provider.Client;
  const isListed = prototype.redirectUriAllowed;
  prototype.redirectUriAllowed = function allowed(this: InstanceType<typeof provider.Client>, uri: string) {
    return isCallback(uri, publishedPort) || isListed.call(this, uri);
  };
}

async function listenAsAsked(server: Server, options: IdentityProviderOptions) {
  const { port, extensionId, publishedPort } = options;
  if (port === undefined)
    return listenPreferring(server, preferredPort(`${extensionId} identity provider`), publishedPort);
  return listenOrExplain(
    server,
    port,
    (holder) =>
      `Port ${port} for the identity provider is in use by ${holder}. Stop that program, or choose another port.`,
  );
}

/**
 * Starts an OpenID provider with test users on 127.0.0.1, over plain http, for one extension.
 *
 * @throws SimulatorError `port-unavailable`
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const stylesheet = await readAsset('identity-provider.css');
  const server = createBrowserServer();
  const close = closerOf(server);
  const port = await listenAsAsked(server, options);
  const issuer = `http://${loopback}:${port}`;
  const testUsers = createTestUsers(issuer);
  const [owner] = testUsers;
  const Provider = await loadProvider();
  const provider = new Provider(issuer, providerConfiguration(options, testUsers, port));
  allowCallbacks(provider, options);
  catchDesktopLinks(provider, options);
  limitCors(provider, options.extensionOrigin);
  const headers = pageHeaders(options);
  const app = express()
    .disable('x-powered-by')
    .use(requireHost(() => `${loopback}:${port}`))
    .use((_request, response, next) => {
      response.set(headers);
      next();
    })
    .use(staticFiles(stylesheet), keyApi(owner), interactions(provider, testUsers), provider.callback())
    .use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
      const page = errorPage(error.name, `${error.message}. Start the sign-in again in the extension.`);
      response.status(400).type('html').send(page.text);
    });
  server.on('request', app);
  return { issuer, clientId, testUsers, close };
}
