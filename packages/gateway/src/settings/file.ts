import { readFileSync } from 'node:fs';
import { SettingsError } from '@ddext-oauth/auth';
import * as v from 'valibot';

const text = v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'));
const list = v.pipe(v.array(text, 'must be a list'), v.minLength(1, 'must not be empty'));
const flag = v.boolean('must be true or false');
const byName = v.strictObject(
  { variable: text },
  'must be {"variable": "NAME"}: a secret is in an environment variable or a file, never in an image',
);
const setting = v.union([text, byName], 'must be text or {"variable": "NAME"}');
/** What a provider's `grants` may list. */
export const grant = v.picklist(
  ['authorization_code', 'device_code', 'client_credentials'],
  'must be authorization_code, device_code or client_credentials',
);
const clientAuthentication = v.picklist(
  ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  'must be client_secret_basic, client_secret_post, private_key_jwt or none',
);

const provider = v.strictObject({
  id: text,
  preset: v.optional(text),
  name: v.optional(text),
  issuer: v.optional(setting),
  parameters: v.optional(v.record(v.string(), setting, 'must be an object')),
  clientId: v.optional(setting),
  clientSecret: v.optional(byName),
  clientKey: v.optional(byName),
  clientKeyId: v.optional(text),
  clientAuthentication: v.optional(clientAuthentication),
  pushedAuthorization: v.optional(flag),
  dpop: v.optional(flag),
  offlineAccess: v.optional(flag),
  idTokenHint: v.optional(flag),
  grants: v.optional(v.array(grant, 'must be a list')),
  scopes: v.optional(list),
  apiHosts: v.optional(list),
  exposeAccessToken: v.optional(flag),
});

const redirect = v.picklist(['scheme', 'bridge'], 'must be scheme or bridge');

const extension = v.strictObject({
  id: v.optional(text),
  title: v.optional(text),
  strategy: v.optional(
    v.picklist(['backend-callback', 'extension-tab'], 'must be backend-callback or extension-tab'),
  ),
  port: v.optional(v.number('must be a number')),
  redirect: v.optional(v.union([redirect, v.array(redirect)], 'must be scheme, bridge, or both in a list')),
  acceptSharedRedirectUri: v.optional(list),
});

const file = v.strictObject(
  {
    extension: v.optional(extension),
    providers: v.optional(v.array(provider, 'must be a list')),
    prefix: v.optional(text),
    forwardTo: v.optional(text),
    socket: v.optional(text),
    innerSocket: v.optional(text),
  },
  'must be an object',
);

/** The content of a settings file. Environment variables override it. */
export type SettingsFile = v.InferOutput<typeof file>;
/** A provider in a settings file. `preset` is the ID of a preset; default: the provider's `id`. */
export type FileProvider = v.InferOutput<typeof provider>;

/**
 * Reads a settings file, which is JSON.
 *
 * @throws SettingsError for the first member that cannot be used
 */
export function readSettingsFile(path: string): SettingsFile {
  return settingsIn(contentOf(path), path);
}

/** @param path of the file, for messages */
function settingsIn(content: unknown, path: string): SettingsFile {
  const parsed = v.safeParse(file, content);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new SettingsError(`${path}: ${problemOf(issue)}.`);
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  const at = v.getDotPath(issue);
  if (issue.type === 'strict_object' && issue.expected === 'never') return `there is no setting ${at}`;
  if (issue.received === 'undefined') return `${at} is missing`;
  return `${at ?? 'the file'} ${issue.message}`;
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new SettingsError(`${path} does not exist: correct DDEXT_SETTINGS.`);
    // The parser's message contains a part of the file.
    const why = code === undefined ? 'is not JSON' : `cannot be read (${code})`;
    throw new SettingsError(`${path} ${why}.`, { cause: error });
  }
}
