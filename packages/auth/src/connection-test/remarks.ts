import type { ServerMetadata } from 'openid-client';
import type { ResolvedProvider } from '../core/client/settings.ts';
import type { Remark } from './context.ts';
import { providerFile } from './row.ts';

const OFFLINE = 'offline_access';

/** Explains why no refresh token was issued, if the provider can issue one. Undefined if no reason is known. */
export function missingRefreshToken(
  { name }: ResolvedProvider,
  { scopes_supported: supported, grant_types_supported: grants }: ServerMetadata,
  asked: readonly string[],
): Remark | undefined {
  const code = 'no-refresh-token';
  if (asked.includes(OFFLINE)) {
    return {
      code,
      cause: `offline_access was asked for, and ${name} issued no refresh token.`,
      fix: `Allow offline_access and the refresh token grant for your app at ${name}.`,
    };
  }
  if (Array.isArray(supported) && supported.includes(OFFLINE)) {
    return {
      code,
      cause: `${name} lists the scope offline_access, and the request did not ask for it.`,
      fix: `Set offlineAccess: true in ${providerFile}, so that users stay signed in.`,
    };
  }
  if (Array.isArray(grants) && grants.includes('refresh_token')) {
    return {
      code,
      cause: `${name} lists the refresh token grant, and your app does not have it.`,
      fix: `Allow the refresh token grant for your app at ${name}.`,
    };
  }
  return undefined;
}

/** The remark for a failed user info request, if the ID token identifies the user. */
export function missingUserInfo(name: string, status: number | undefined): Remark {
  const response = status === undefined || status === 200 ? 'no usable response' : `HTTP ${status}`;
  return {
    code: 'profile-unavailable',
    cause: `The user info endpoint returned ${response}. The profile is that of the ID token.`,
    fix: `Nothing has to be changed for signing in. For a name or an email address, allow the scopes profile and email for your app at ${name}.`,
  };
}

/** The remark for a rejected revocation (RFC 7009 section 2.2.1). Some servers accept none from a public client. */
export function notRevoked(name: string, status: number | undefined): Remark {
  return {
    code: 'not-revoked',
    cause: `The revocation endpoint refused${status === undefined ? '' : ` with HTTP ${status}`}: some servers take no revocation from a public client.`,
    fix: `Nothing has to be changed for signing in. To end tokens at sign-out, allow revocation for your app at ${name}.`,
  };
}
