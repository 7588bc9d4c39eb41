import { catalog } from '@ddext-oauth/providers/catalog';
import { scopesOf } from '../../core/client/scopes.ts';
import type { AuthError } from '../../core/errors.ts';
import { refreshTokens } from '../../core/grants/refresh.ts';
import { revokeTokens } from '../../core/grants/sign-out.ts';
import { fetchProfile } from '../../core/profile/profile.ts';
import {
  type ConnectionTestContext,
  dpopOf,
  partOf,
  type Remark,
  requireResult,
  type StepResult,
} from '../context.ts';
import { missingRefreshToken, missingUserInfo, notRevoked } from '../remarks.ts';

/** Loads the profile. */
export async function profile(context: ConnectionTestContext): Promise<StepResult> {
  const provider = requireResult(context.provider);
  let missing: AuthError | undefined;
  const report = (error: AuthError) => {
    missing = error;
  };
  const user = await fetchProfile(
    requireResult(context.configuration),
    provider,
    requireResult(context.tokens),
    report,
    await dpopOf(context),
  );
  return {
    summary: `${user.name ?? user.email ?? user.id} signed in.`,
    parts: [partOf('The profile that the extension shows', Object.entries(user))],
    ...(missing && { remark: missingUserInfo(provider.name, context.observed.at(-1)?.status) }),
  };
}

/** Renews the access token. */
export async function refresh(context: ConnectionTestContext): Promise<StepResult> {
  const [configuration, provider, tokens] = [
    requireResult(context.configuration),
    requireResult(context.provider),
    requireResult(context.tokens),
  ];
  const { refreshToken, scopes } = tokens;
  if (!refreshToken) {
    const requested = scopesOf(configuration, provider);
    return withoutRefreshToken(
      missingRefreshToken(provider, configuration.serverMetadata(), requested),
      context,
    );
  }
  const session = { refreshToken, scopes, dpop: await dpopOf(context) };
  const renewed = await refreshTokens(configuration, provider, session, Date.now());
  const rotates = renewed.refreshToken !== undefined && renewed.refreshToken !== refreshToken;
  context.tokens = { ...tokens, ...renewed };
  return {
    summary: rotates
      ? 'The access token was renewed, and the refresh token with it.'
      : 'The access token was renewed; the refresh token stays.',
    parts: [],
  };
}

function withoutRefreshToken(remark: Remark | undefined, { provider }: ConnectionTestContext): StepResult {
  const { id } = requireResult(provider).preset;
  const issued = catalog.find((entry) => entry.id === id)?.refreshToken.issued;
  const why = issued?.possible === true ? issued.note : issued?.reason;
  const summary = `No refresh token was issued. ${why ?? ''}`.trim();
  return remark ? { summary, parts: [], remark } : { status: 'skipped', summary, parts: [] };
}

/** Revokes the tokens. */
export async function revocation(context: ConnectionTestContext): Promise<StepResult> {
  const [configuration, { name }] = [requireResult(context.configuration), requireResult(context.provider)];
  if (!configuration.serverMetadata().revocation_endpoint) {
    return {
      status: 'skipped',
      summary: `${name} has no revocation endpoint (RFC 7009) that is known: signing out forgets the tokens here.`,
      parts: [],
    };
  }
  if (await revokeTokens(configuration, requireResult(context.tokens))) {
    return { summary: 'The tokens were revoked.', parts: [] };
  }
  return {
    summary: `${name} did not revoke the tokens. Signing out forgets them here all the same.`,
    parts: [],
    remark: notRevoked(name, context.observed.at(-1)?.status),
  };
}
