import { isMembers, type Members } from '../http/response-body.ts';
import { wholeSeconds } from './normalize-values.ts';

/** Converts a provider's value to that of RFC 6749. Undefined omits the member. */
type Rule = (value: unknown) => unknown;

/** The members with nonstandard values. Other members are passed to openid-client unchanged. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['token_type', tokenType],
  ['expires_in', wholeSeconds],
  ['refresh_token', unlessEmpty],
  ['id_token', unlessEmpty],
  ['scope', scope],
  // RFC 8628 section 3.2: an absent interval means five seconds. Zero does not.
  ['interval', (value) => wholeSeconds(value) || undefined],
]);

/** Names of a bearer token (RFC 6750 section 2.1). */
const bearerNames: ReadonlySet<string> = new Set([
  // https://docs.slack.dev/reference/methods/oauth.v2.access
  'bot',
  'user',
  // https://cloud.google.com/apigee/docs/api-platform/security/oauth/access-tokens
  'bearertoken',
]);

/** Nonstandard names of members. */
const otherNames: ReadonlyMap<string, string> = new Map([
  // https://developer.atlassian.com/cloud/bitbucket/oauth-2
  ['scopes', 'scope'],
  // https://developers.google.com/identity/protocols/oauth2/limited-input-device
  ['verification_url', 'verification_uri'],
]);

/**
 * The members that Slack nests for the user, beside those of the bot. They belong to one token, so all are used or
 * none.
 */
const nestedMembers = ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope'];

/** Converts the members of a token response to those of RFC 6749 section 5.1. A null is an absent member. */
export function successMembers(received: Members): Members {
  const members = Object.fromEntries(
    Object.entries(withStandardNames(liftUserToken(received)))
      .map(([name, value]) => [name, value === null ? undefined : (rules.get(name) ?? same)(value)])
      .filter(([, value]) => value !== undefined),
  );
  return hasAccessToken(members) ? { token_type: 'bearer', ...members } : members;
}

export function hasAccessToken({ access_token }: Members): boolean {
  return typeof access_token === 'string' && access_token !== '';
}

/** A member with the standard name has precedence. */
function withStandardNames(members: Members): Members {
  const renamed = Object.entries(members)
    .filter(([name]) => otherNames.has(name))
    .map(([name, value]) => [otherNames.get(name), value]);
  return { ...Object.fromEntries(renamed), ...members };
}

/**
 * For an installation without a bot, Slack returns the user's token in `authed_user` only.
 *
 * @see https://docs.slack.dev/reference/methods/oauth.v2.access
 */
function liftUserToken(members: Members): Members {
  const { authed_user: user, ok } = members;
  if (ok !== true || hasAccessToken(members) || !isMembers(user) || !hasAccessToken(user)) return members;
  return { ...members, ...Object.fromEntries(nestedMembers.map((name) => [name, user[name]])) };
}

/** The case is ignored (RFC 6749 section 5.1). openid-client rejects other types. */
function tokenType(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const type = value.trim().toLowerCase();
  return bearerNames.has(type) ? 'bearer' : type || undefined;
}

/** Returns one string with spaces (RFC 6749 section 3.3). Twitch sends an array, GitHub and Slack use commas. */
function scope(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? scope(value.join(' ')) : value;
  if (typeof value !== 'string') return value;
  const text = value.includes(',') ? value.split(/[\s,]+/).join(' ') : value;
  return text.trim() || undefined;
}

function unlessEmpty(value: unknown): unknown {
  return value === '' ? undefined : value;
}

function same(value: unknown): unknown {
  return value;
}
