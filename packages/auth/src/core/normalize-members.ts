import { wholeSeconds } from './normalize-values.ts';
import { isMembers, type Members } from './response-body.ts';

/** A member in a provider's spelling to the same in RFC 6749's; undefined leaves the member out. */
type Rule = (value: unknown) => unknown;

/** The members that providers spell in their own way. What no rule knows goes through for openid-client to judge. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['token_type', tokenType],
  ['expires_in', wholeSeconds],
  ['refresh_token', unlessEmpty],
  ['id_token', unlessEmpty],
  ['scope', scope],
  // RFC 8628 section 3.2: absent means five seconds, which zero would not.
  ['interval', (value) => wholeSeconds(value) || undefined],
]);

/** Names for a token that goes into `Authorization: Bearer` (RFC 6750 section 2.1). */
const bearerNames: ReadonlySet<string> = new Set([
  // https://docs.slack.dev/reference/methods/oauth.v2.access
  'bot',
  'user',
  // https://cloud.google.com/apigee/docs/api-platform/security/oauth/access-tokens
  'bearertoken',
]);

/** Members that a provider has under another name. */
const otherNames: ReadonlyMap<string, string> = new Map([
  // https://developer.atlassian.com/cloud/bitbucket/oauth-2
  ['scopes', 'scope'],
  // https://developers.google.com/identity/protocols/oauth2/limited-input-device
  ['verification_url', 'verification_uri'],
]);

/** What Slack nests for the person beside what it has for the bot; one token's members, so all are taken or none. */
const nestedMembers = ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope'];

/** A token response's members as RFC 6749 section 5.1 has them. A null is a member that is not there. */
export function successMembers(said: Members): Members {
  const members = Object.fromEntries(
    Object.entries(withStandardNames(liftUserToken(said)))
      .map(([name, value]) => [name, value === null ? undefined : (rules.get(name) ?? same)(value)])
      .filter(([, value]) => value !== undefined),
  );
  return hasAccessToken(members) ? { token_type: 'bearer', ...members } : members;
}

export function hasAccessToken({ access_token }: Members): boolean {
  return typeof access_token === 'string' && access_token !== '';
}

/** A member under its own name counts before the same under another. */
function withStandardNames(members: Members): Members {
  const renamed = Object.entries(members)
    .filter(([name]) => otherNames.has(name))
    .map(([name, value]) => [otherNames.get(name), value]);
  return { ...Object.fromEntries(renamed), ...members };
}

/**
 * Slack answers an installation without a bot with the person's token in `authed_user` only.
 *
 * @see https://docs.slack.dev/reference/methods/oauth.v2.access
 */
function liftUserToken(members: Members): Members {
  const { authed_user: user, ok } = members;
  if (ok !== true || hasAccessToken(members) || !isMembers(user) || !hasAccessToken(user)) return members;
  return { ...members, ...Object.fromEntries(nestedMembers.map((name) => [name, user[name]])) };
}

/** Compared without case (RFC 6749 section 5.1). A type that is not a bearer token stays, for openid-client to refuse. */
function tokenType(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const type = value.trim().toLowerCase();
  return bearerNames.has(type) ? 'bearer' : type || undefined;
}

/** One string with spaces (RFC 6749 section 3.3): Twitch sends an array, GitHub and Slack write commas. */
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
