import { fillIn, type KeyMethod, type KeyVerification } from '@ddext-oauth/providers';
import {
  type ReadVariable,
  readNamed,
  readParameters,
  readSetting,
  type Setting,
  type SettingByName,
  type Variables,
} from '../client/settings.ts';
import { acceptKey, acceptUserName } from './key-text.ts';

/** The settings of a provider whose users paste a key, or of the extension's own key. Contains secrets by name only. */
export interface KeySettings {
  /**
   * The ID of the provider in this extension. If a provider in `providers` has the same ID, users choose between OAuth and
   * a key, and keep their account when they change.
   */
  readonly id: string;
  readonly method: KeyMethod;
  /** Default: the name in the method. */
  readonly name?: string;
  /** The method's parameters by name, such as a host. Optional for a parameter with a default. */
  readonly parameters?: Readonly<Record<string, Setting>>;
  /** Hosts that the key may be sent to, in addition to those of the method. */
  readonly apiHosts?: readonly string[];
  /**
   * The extension's own key, which its administrator sets in the environment or in a file. Users then paste none, and
   * every user of the extension acts with this key.
   */
  readonly fixed?: FixedCredential;
}

/** A key of the extension itself, by the name of its variable. */
export interface FixedCredential {
  readonly key: SettingByName;
  /** For `basic` with a user name. */
  readonly userName?: Setting;
}

/** A key, and the user name for `basic` (RFC 7617). Stays in the backend. */
export interface KeyCredential {
  readonly key: string;
  readonly userName?: string;
}

/** Key settings with all values. */
export interface ResolvedKey {
  readonly id: string;
  readonly name: string;
  readonly method: KeyMethod;
  /** The page that creates a key. */
  readonly console: string;
  readonly apiHosts: ReadonlySet<string>;
  readonly verification: KeyVerification | undefined;
  /** The extension's own key. */
  readonly fixed: KeyCredential | undefined;
}

/**
 * Declares a provider whose users paste a key. Returns the settings unchanged, with type checking.
 *
 * @example
 *   export const grafana = defineKey({
 *     id: 'grafana',
 *     method: grafanaKey,
 *     parameters: { host: { variable: 'GRAFANA_HOST' } },
 *   });
 */
export function defineKey(settings: KeySettings): KeySettings {
  return settings;
}

/** Returns whether users enter a user name beside the key (RFC 7617). */
export function needsUserName({ header }: KeyMethod): boolean {
  return header.scheme === 'Basic' && !header.keyIsUserName && header.userName === undefined;
}

/**
 * Reads and resolves the settings of a key.
 *
 * @param insecureLoopback allows a parameter with plain http on this machine, for development
 * @param isTest for a simulator test key, which is never sent to the provider, so that an unset parameter uses its example value
 * @throws AuthError `provider-not-configured` with the missing variable or malformed value; `provider-misconfigured`,
 *   `setting-unreadable`; `key-malformed` for the extension's own key
 */
export async function resolveKey(
  settings: KeySettings,
  read: ReadVariable,
  insecureLoopback: boolean,
  isTest = false,
): Promise<ResolvedKey> {
  const { id, method, parameters = {}, apiHosts = [], fixed } = settings;
  const name = settings.name ?? method.name;
  const variables = await readNamed([...Object.values(parameters), fixed?.key, fixed?.userName], read);
  const preset = isTest ? withExamples(method) : method;
  const values = readParameters({ preset, parameters }, name, variables, insecureLoopback);
  const { verification } = method;
  return {
    id,
    name,
    method,
    console: fillIn(method.console, values),
    apiHosts: new Set([...method.apiHosts.map((host) => fillIn(host, values)), ...apiHosts].map(hostOf)),
    verification: verification && { ...verification, url: fillIn(verification.url, values) },
    fixed: fixed && fixedCredential(settings, fixed, name, variables),
  };
}

function withExamples({ parameters = [], ...method }: KeyMethod): KeyMethod {
  return { ...method, parameters: parameters.map((each) => ({ default: each.example, ...each })) };
}

/** A host as a URL has it: in lower case, and without the default port. */
function hostOf(host: string): string {
  const url = host.startsWith('http://') ? host : `https://${host}`;
  return URL.canParse(url) ? new URL(url).host : host;
}

function fixedCredential(
  { method }: KeySettings,
  fixed: FixedCredential,
  name: string,
  read: Variables,
): KeyCredential {
  const key = acceptKey(method, readSetting(name, method.noun, fixed.key, read) ?? '');
  if (!needsUserName(method)) return { key };
  return { key, userName: acceptUserName(readSetting(name, 'user name', fixed.userName, read) ?? '') };
}
