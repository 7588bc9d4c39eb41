import type { Options, RawOptions } from './options.ts';
import type { KeyLocation } from './rules/key.ts';
import { DEFAULT_LICENSE, type License } from './rules/license.ts';
import { portOf } from './rules/port.ts';
import type { SharedWorkspace } from './rules/workspace.ts';

/** The file of an extension that records its options. */
export const recordPath = 'ddext-oauth.json';

/** The options that list the providers with a setting. They are kept when a provider is added or removed. */
export const settingLists = ['privateKeyJwt', 'par', 'dpop'] as const;
export type SettingList = (typeof settingLists)[number];

/** Options in the form in which they are given. `key`, `token`, `accept`, the lists of providers with a setting, `port`, `bare`, `license`, `remoteCache` and `workspace` are present only if they have an effect. */
export type RecordedOptions = {
  readonly [Name in Exclude<
    keyof RawOptions,
    | 'key'
    | 'hosts'
    | 'token'
    | 'accept'
    | SettingList
    | 'port'
    | 'bare'
    | 'license'
    | 'remoteCache'
    | 'workspace'
  >]-?: NonNullable<RawOptions[Name]>;
} & {
  /** Absent for the default. */
  readonly key?: Exclude<KeyLocation, 'page'>;
  /** Absent in a record of an earlier version, for the default. */
  readonly hosts?: string;
  readonly token?: readonly string[];
  readonly accept?: readonly string[];
  readonly privateKeyJwt?: readonly string[];
  readonly par?: readonly string[];
  readonly dpop?: readonly string[];
  readonly port?: string;
  readonly bare?: true;
  /** Absent for the default. */
  readonly license?: License;
  readonly remoteCache?: string;
  readonly workspace?: SharedWorkspace;
};

/** The content of `ddext-oauth.json`. */
export interface ExtensionRecord {
  /** Version of the templates. */
  readonly version: string;
  /** `directory` is the name of the extension. */
  readonly options: RecordedOptions;
  /** The command that generates the same files. */
  readonly command: string;
}

/** Whether the port has an effect. Without a callback server it is the one to return to, unless the image name determines it. */
function isPortRecorded({ strategy, port, image }: Pick<Options, 'strategy' | 'port' | 'image'>): boolean {
  return strategy === 'backend-callback' || port !== portOf(image);
}

/** The options to record: those that have an effect, in the form in which they are given. */
export function recordedOptions(options: Options): RecordedOptions {
  const {
    name,
    title,
    image,
    port,
    strategy,
    redirect,
    exchange,
    key,
    hosts,
    providers,
    tokens,
    accept,
    bare,
    license = DEFAULT_LICENSE,
    remoteCache,
    workspace,
  } = options;
  return {
    directory: name,
    ...{ strategy, redirect, exchange },
    ...(key !== 'page' && { key }),
    hosts: hosts.join(),
    provider: providers.map(({ id }) => id),
    ...(tokens.length > 0 && { token: tokens.map(({ provider }) => provider) }),
    ...(accept.length > 0 && { accept }),
    ...Object.fromEntries(
      settingLists.filter((name) => options[name].length > 0).map((name) => [name, options[name]]),
    ),
    ...{ image, title },
    ...(isPortRecorded(options) && { port: String(port) }),
    ...(bare && { bare }),
    ...(license !== DEFAULT_LICENSE && { license }),
    ...(remoteCache !== undefined && { remoteCache }),
    ...(workspace && { workspace }),
  };
}
