import type { Configuration, DPoPHandle } from 'openid-client';
import { loadOpenIdClient } from '../client/client.ts';
import { scopesOf } from '../client/scopes.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { withProof } from '../dpop/token-type.ts';
import { AuthError } from '../errors.ts';
import { requireBrowserPage } from '../http/browser-page.ts';
import type { Pause } from '../http/pause.ts';
import { temporaryStatus } from '../http/response-status.ts';
import { retryAfter } from '../http/retry-after.ts';
import { checkError } from './check-error.ts';
import { resourceParameter } from './resource.ts';
import { isResponseBodyError, isUnreachable, tokenError } from './token-error.ts';
import { askForTokens, checkTokens, type TokenResponse } from './token-response.ts';
import { checkedTokens, type Tokens } from './tokens.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const DEFAULT_INTERVAL_SECONDS = 5;
const SLOW_DOWN_SECONDS = 5;

/** A device authorization (RFC 8628 section 3.2). */
export interface DeviceAuthorization {
  /** What the user enters. */
  readonly userCode: string;
  /** The page where the user enters it. */
  readonly verificationUri: string;
  /** The same page with the code in its URL, for a link or QR code. The code is shown anyway (section 3.3.1). */
  readonly verificationUriComplete?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Stays in the backend (section 5.2). */
  readonly deviceCode: string;
  /** Stays in the backend. Undefined if the preset disables PKCE. */
  readonly codeVerifier: string | undefined;
  /** Seconds between two polls. */
  readonly interval: number;
}

/**
 * Starts a device authorization (RFC 8628 section 3.1). It contains a PKCE challenge. Keycloak requires it for clients
 * with S256; other servers ignore or check it (RFC 7636 section 4.3).
 *
 * @param insecureLoopback allows pages on http loopback, for development
 * @throws AuthError `grant-unsupported` if the provider has no such endpoint; `provider-misconfigured` if a page for
 *   the user is not an https URL; `exchange-failed` | `provider-unreachable`
 */
export async function beginDeviceAuthorization(
  configuration: Configuration,
  provider: ResolvedProvider,
  now: number,
  insecureLoopback = false,
): Promise<DeviceAuthorization> {
  if (!configuration.serverMetadata().device_authorization_endpoint) {
    throw new AuthError('grant-unsupported', `${provider.name} offers no sign-in by device code.`);
  }
  const client = await loadOpenIdClient();
  const codeVerifier = provider.preset.pkce.method === 'S256' ? client.randomPKCECodeVerifier() : undefined;
  try {
    const response = await client.initiateDeviceAuthorization(configuration, {
      ...scopeParameter(configuration, provider),
      ...resourceParameter(provider),
      ...(codeVerifier && {
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      }),
    });
    for (const page of [response.verification_uri, response.verification_uri_complete]) {
      if (page) requireBrowserPage(provider, 'the page for the code', page, insecureLoopback);
    }
    return {
      userCode: response.user_code,
      verificationUri: response.verification_uri,
      ...(response.verification_uri_complete && {
        verificationUriComplete: response.verification_uri_complete,
      }),
      expiresAt: now + response.expires_in * 1000,
      deviceCode: response.device_code,
      codeVerifier,
      interval: response.interval ?? DEFAULT_INTERVAL_SECONDS,
    };
  } catch (error) {
    throw tokenError(provider, error, 'exchange-failed', configuration);
  }
}

/** Options of {@link pollDeviceAuthorization}. */
export interface Polling {
  readonly signal: AbortSignal;
  readonly pause: Pause;
  readonly now: () => number;
  /** Signs with the key that the tokens will be bound to. */
  readonly dpop?: DPoPHandle | undefined;
}

/**
 * Polls until the user has decided (RFC 8628 sections 3.4 and 3.5). `slow_down` permanently adds five seconds to the
 * interval. A timeout or a temporary HTTP error (429, 5xx) doubles it. The expiry of the device code ends it.
 *
 * @returns the token response, for {@link checkDeviceTokens}
 * @throws AuthError `access-denied` | `device-code-expired` | `attempt-cancelled` if the signal aborts, and the errors
 *   of a token request
 */
export async function pollDeviceAuthorization(
  configuration: Configuration,
  provider: ResolvedProvider,
  device: DeviceAuthorization,
  { signal, pause, now, dpop }: Polling,
): Promise<TokenResponse> {
  const grant = await grantOf(configuration, provider, device, dpop);
  let seconds = device.interval;
  for (;;) {
    await pause(Math.min(seconds * 1000, device.expiresAt - now()), signal).catch((cause) => {
      throw new AuthError('attempt-cancelled', 'The sign-in was cancelled.', { cause });
    });
    if (now() >= device.expiresAt) throw expired(provider);
    try {
      return await askForTokens(configuration, device.deviceCode, grant, now());
    } catch (caught) {
      const next = nextInterval(configuration, provider, caught, seconds);
      seconds = Math.max(next, (retryAfter(caught, now()) ?? 0) / 1000);
    }
  }
}

/**
 * Checks the response to a device code.
 *
 * @throws AuthError `token-invalid` | `exchange-failed` | `provider-unreachable` | `provider-misconfigured`
 */
export async function checkDeviceTokens(
  configuration: Configuration,
  provider: ResolvedProvider,
  device: DeviceAuthorization,
  response: TokenResponse,
  dpop?: DPoPHandle,
): Promise<Tokens> {
  const grant = await grantOf(configuration, provider, device, dpop);
  try {
    const checked = await checkTokens(configuration, device.deviceCode, grant, response);
    const requested = scopesOf(configuration, provider);
    return await checkedTokens(provider, checked, requested, response.receivedAt, dpop);
  } catch (caught) {
    throw checkError(provider, caught, 'exchange-failed', response);
  }
}

async function grantOf(
  configuration: Configuration,
  provider: ResolvedProvider,
  { deviceCode, codeVerifier }: DeviceAuthorization,
  dpop: DPoPHandle | undefined,
) {
  const client = await loadOpenIdClient();
  const parameters = {
    device_code: deviceCode,
    ...resourceParameter(provider),
    ...(codeVerifier && { code_verifier: codeVerifier }),
    ...(provider.preset.scopes.deviceParameter && scopeParameter(configuration, provider)),
  };
  return () => client.genericGrantRequest(configuration, GRANT, parameters, withProof(dpop));
}

function scopeParameter(configuration: Configuration, provider: ResolvedProvider): Record<string, string> {
  const { separator, deviceParameter = 'scope' } = provider.preset.scopes;
  const scopes = scopesOf(configuration, provider);
  return scopes.length > 0 ? { [deviceParameter]: scopes.join(separator) } : {};
}

/**
 * Returns the delay before the next poll.
 *
 * @throws AuthError if polling has ended
 */
function nextInterval(
  configuration: Configuration,
  provider: ResolvedProvider,
  caught: unknown,
  seconds: number,
): number {
  const error = isResponseBodyError(caught) ? (caught as { error: string }).error : undefined;
  switch (error) {
    case 'authorization_pending':
      return seconds;
    case 'slow_down':
      return seconds + SLOW_DOWN_SECONDS;
    case 'access_denied':
    // The code of Microsoft Entra ID (learn.microsoft.com, v2-oauth2-device-code).
    case 'authorization_declined':
      throw new AuthError('access-denied', `You declined access at ${provider.name}.`, { cause: caught });
    case 'expired_token':
      throw expired(provider, caught);
    default:
      if (isUnreachable(caught) || temporaryStatus(caught)) return seconds * 2;
      throw tokenError(provider, caught, 'exchange-failed', configuration);
  }
}

function expired(provider: ResolvedProvider, cause?: unknown): AuthError {
  return new AuthError('device-code-expired', `The code for ${provider.name} was not entered in time.`, {
    cause,
  });
}
