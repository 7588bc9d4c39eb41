import { existsSync } from 'node:fs';
import { type Extension, type ProviderSettings, SettingsError } from '@ddext-oauth/auth';
import { parseTarget, type Target } from '../forward/target.ts';
import { readSettingsFile, type SettingsFile } from './file.ts';
import { listIn, providerOf, providersIn } from './providers.ts';

/** Where the image's user puts a settings file, if there is one. */
export const defaultFile = '/etc/ddext-gateway.json';
const DEFAULT_SOCKET = '/run/guest-services/backend.sock';

/** The settings of a gateway, validated. */
export interface Settings {
  readonly extension: Extension;
  readonly providers: readonly ProviderSettings[];
  /** Begins with a slash, and does not end with one. */
  readonly prefix: string;
  /** Undefined if the extension has no backend of its own. */
  readonly target: Target | undefined;
  /** The extension's socket, which the page calls. */
  readonly socket: string;
  /** The socket on which the extension's own backend calls the socket API. Undefined if it does not. */
  readonly innerSocket: string | undefined;
}

/**
 * Reads the settings from the environment, and from the file that `DDEXT_SETTINGS` names. A variable overrides the file.
 *
 * @throws SettingsError with one sentence that says what to change
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const file = fileIn(environment);
  const text = (name: string, given: string | undefined) => environment[name]?.trim() || given;
  const socket = text('DDEXT_SOCKET', file.socket) ?? DEFAULT_SOCKET;
  const forwardTo = text('DDEXT_FORWARD_TO', file.forwardTo);
  const innerSocket = text('DDEXT_INNER_SOCKET', file.innerSocket);
  assertOwnPaths({ DDEXT_SOCKET: socket, DDEXT_FORWARD_TO: forwardTo, DDEXT_INNER_SOCKET: innerSocket });
  const listed = environment.DDEXT_PROVIDERS ? providersIn(environment.DDEXT_PROVIDERS) : file.providers;
  if (!listed || listed.length === 0)
    throw new SettingsError('No provider is set: set DDEXT_PROVIDERS, such as DDEXT_PROVIDERS=github.');
  return {
    extension: extensionOf(file.extension ?? {}, environment),
    providers: listed.map((provider) => providerOf(provider, environment)),
    prefix: prefixOf(text('DDEXT_PREFIX', file.prefix) ?? '/auth'),
    target: forwardTo === undefined ? undefined : targetOf(forwardTo),
    ...{ socket, innerSocket },
  };
}

function fileIn({ DDEXT_SETTINGS: path }: NodeJS.ProcessEnv): SettingsFile {
  if (path) return readSettingsFile(path);
  return existsSync(defaultFile) ? readSettingsFile(defaultFile) : {};
}

function extensionOf(
  file: NonNullable<SettingsFile['extension']>,
  environment: NodeJS.ProcessEnv,
): Extension {
  const id = environment.DDEXT_EXTENSION_ID?.trim() || file.id;
  if (id === undefined || !/^[\w.-]+(?::\d+)?(?:\/[\w.-]+)+$/.test(id))
    throw new SettingsError(
      "DDEXT_EXTENSION_ID is not ORG/NAME: set it to the name of the extension's image without its tag.",
    );
  const title = environment.DDEXT_TITLE?.trim() || file.title || (id.split('/').at(-1) as string);
  const strategy = environment.DDEXT_STRATEGY?.trim() || file.strategy || 'backend-callback';
  if (strategy === 'backend-callback') return { id, title, strategy, port: portOf(file.port, environment) };
  if (strategy !== 'extension-tab')
    throw new SettingsError(`DDEXT_STRATEGY is ${quoted(strategy)}: use backend-callback or extension-tab.`);
  const accepted = listIn(environment.DDEXT_ACCEPT_SHARED_REDIRECT_URI) ?? file.acceptSharedRedirectUri;
  const redirect = redirectOf(listIn(environment.DDEXT_REDIRECT) ?? [file.redirect ?? 'scheme'].flat());
  return { id, title, strategy, redirect, ...(accepted && { acceptSharedRedirectUri: accepted }) };
}

function portOf(given: number | undefined, { DDEXT_PORT }: NodeJS.ProcessEnv): number {
  const port = DDEXT_PORT ? Number(DDEXT_PORT) : given;
  if (port !== undefined && Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SettingsError(
    'DDEXT_PORT is not a port from 1 to 65535: set it to the port that compose publishes on 127.0.0.1 for the callback.',
  );
}

function redirectOf(listed: readonly string[]): 'scheme' | 'bridge' | readonly ['scheme', 'bridge'] {
  const text = listed.join();
  if (text === 'scheme' || text === 'bridge') return text;
  if (text === 'scheme,bridge') return ['scheme', 'bridge'];
  throw new SettingsError(`DDEXT_REDIRECT is ${quoted(text)}: use scheme, bridge, or scheme,bridge.`);
}

/** A browser resolves dots, and a proxy may decode escapes, so the prefix has neither. */
function prefixOf(prefix: string): string {
  if (/^(?:\/[\w-]+)+$/.test(prefix)) return prefix;
  throw new SettingsError(
    `DDEXT_PREFIX is ${quoted(prefix)}: use a path of letters, digits, - and _, such as /auth.`,
  );
}

function targetOf(text: string): Target {
  const target = parseTarget(text);
  if (target) return target;
  throw new SettingsError(`DDEXT_FORWARD_TO is ${quoted(text)}: use the path of a socket, or HOST:PORT.`);
}

/** A gateway that calls itself would never respond. */
function assertOwnPaths(paths: Readonly<Record<string, string | undefined>>): void {
  const named = Object.entries(paths).filter(([, path]) => path !== undefined);
  const [first, second] = named.filter(([, path]) => named.filter(([, other]) => other === path).length > 1);
  if (first && second)
    throw new SettingsError(
      `${first[0]} and ${second[0]} are both ${first[1]}: use a path of its own for each.`,
    );
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
