import { ScaffoldError } from '../errors.ts';
import type { Options, RawOptions } from './options.ts';
import { DEFAULT_LICENSE, type License } from './rules/license.ts';
import { portOf } from './rules/port.ts';
import type { SharedWorkspace } from './rules/workspace.ts';

/** The file of an extension that records its options. */
export const recordPath = 'ddext-oauth.json';

/** Options in the form in which they are given. `accept`, `port`, `bare`, `license`, `remoteCache` and `workspace` are present only if they have an effect. */
export type RecordedOptions = {
  readonly [Name in Exclude<
    keyof RawOptions,
    'hosts' | 'accept' | 'port' | 'bare' | 'license' | 'remoteCache' | 'workspace'
  >]-?: NonNullable<RawOptions[Name]>;
} & {
  /** Absent in a record of an earlier version, for the default. */
  readonly hosts?: string;
  readonly accept?: readonly string[];
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
export function isPortRecorded({
  strategy,
  port,
  image,
}: Pick<Options, 'strategy' | 'port' | 'image'>): boolean {
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
    hosts,
    providers,
    accept,
    bare,
    license = DEFAULT_LICENSE,
    remoteCache,
    workspace,
  } = options;
  return {
    directory: name,
    ...{ strategy, redirect, exchange, hosts: hosts.join() },
    provider: providers.map(({ id }) => id),
    ...(accept.length > 0 && { accept }),
    ...{ image, title },
    ...(isPortRecorded(options) && { port: String(port) }),
    ...(bare && { bare }),
    ...(license !== DEFAULT_LICENSE && { license }),
    ...(remoteCache !== undefined && { remoteCache }),
    ...(workspace && { workspace }),
  };
}

/**
 * Parses the record of an extension.
 *
 * @param text of `ddext-oauth.json`, or undefined if it does not exist
 * @throws {ScaffoldError} `record-missing` | `record-invalid`
 */
export function readRecord(text: string | undefined): ExtensionRecord {
  if (text === undefined) {
    const message = `${recordPath} not found; run this in the folder of an extension that create-ddext-oauth generated.`;
    throw new ScaffoldError('record-missing', message);
  }
  const record = parsed(text) as Partial<ExtensionRecord> | undefined;
  const { version, options, command } = record ?? {};
  if (typeof version === 'string' && typeof command === 'string' && isRecordedOptions(options)) {
    return { version, command, options };
  }
  throw new ScaffoldError('record-invalid', `${recordPath} is damaged; restore it, then try again.`);
}

/** @throws {ScaffoldError} `record-invalid` with line and column, for a text that is not JSON */
function parsed(original: string): unknown {
  // Editors on Windows may save a byte order mark.
  const text = original.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text) ?? undefined;
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = /at position (\d+)/.exec(message)?.[1];
    const lines = text.slice(0, position === undefined ? undefined : Number(position)).split('\n');
    const place = `${recordPath}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
    throw new ScaffoldError('record-invalid', `${place}: syntax error: ${message}. Fix it, then try again.`);
  }
}

const texts = ['directory', 'strategy', 'redirect', 'exchange', 'image', 'title'] as const;

function isRecordedOptions(value: unknown): value is RecordedOptions {
  if (typeof value !== 'object' || value === null) return false;
  const options = value as Record<string, unknown>;
  const { hosts, provider, accept, port, bare, license, remoteCache, workspace } = options;
  return (
    texts.every((name) => typeof options[name] === 'string') &&
    (hosts === undefined || typeof hosts === 'string') &&
    isListOfTexts(provider) &&
    (accept === undefined || isListOfTexts(accept)) &&
    (port === undefined || typeof port === 'string') &&
    (bare === undefined || bare === true) &&
    (license === undefined || typeof license === 'string') &&
    (remoteCache === undefined || typeof remoteCache === 'string') &&
    (workspace === undefined || isSharedWorkspace(workspace))
  );
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isSharedWorkspace(value: unknown): value is SharedWorkspace {
  const { path, packageManager, biome } = (value ?? {}) as Record<string, unknown>;
  return typeof path === 'string' && typeof packageManager === 'string' && typeof biome === 'boolean';
}
