import type { Configuration } from 'openid-client';
import { requireBrowserPage } from './browser-page.ts';
import { loadOpenIdClient, outOfOrder } from './client.ts';
import { AuthError, authErrorBehind } from './errors.ts';
import type { Pause } from './pause.ts';
import { retryAfter } from './retry-after.ts';
import type { ResolvedProvider } from './settings.ts';
import { isResponseBodyError, tokenError } from './token-error.ts';
import { type Tokens, tokensOf } from './tokens.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const DEFAULT_INTERVAL_SECONDS = 5;
const SLOW_DOWN_SECONDS = 5;

/** A device authorization (RFC 8628 section 3.2). */
export interface DeviceAuthorization {
  /** What the person types. */
  readonly userCode: string;
  /** Where they type it. */
  readonly verificationUri: string;
  /** The same with the code in it, for a link or a QR code; the code is shown all the same (section 3.3.1). */
  readonly verificationUriComplete?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Stays in the backend (section 5.2). */
  readonly deviceCode: string;
  /** Seconds between two polls. */
  readonly interval: number;
}

/**
 * Begins a device authorization (RFC 8628 section 3.1).
 *
 * @param insecureLoopback allows pages on http loopback, for development
 * @throws AuthError `grant-unsupported` where the provider has no such endpoint, `provider-misconfigured` where it would
 *   send the person to something else than an https page, `exchange-failed`, `provider-unreachable`
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
  try {
    const response = await client.initiateDeviceAuthorization(configuration, scopeParameter(provider));
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
      interval: response.interval ?? DEFAULT_INTERVAL_SECONDS,
    };
  } catch (error) {
    throw tokenError(provider, error, 'exchange-failed');
  }
}

/**
 * Polls until the person has decided (RFC 8628 sections 3.4 and 3.5): `slow_down` lengthens the interval by five seconds
 * for good, a time-out or an answer that refuses nothing (429, 5xx) doubles it, and the end of the device code is the end.
 *
 * @throws AuthError `access-denied` | `device-code-expired` | `attempt-cancelled` where the signal aborts, and what
 *   any token request throws
 */
export async function pollDeviceAuthorization(
  configuration: Configuration,
  provider: ResolvedProvider,
  device: DeviceAuthorization,
  { signal, pause, now }: { signal: AbortSignal; pause: Pause; now: () => number },
): Promise<Tokens> {
  const client = await loadOpenIdClient();
  let seconds = device.interval;
  for (;;) {
    await pause(Math.min(seconds * 1000, device.expiresAt - now()), signal).catch((cause) => {
      throw new AuthError('attempt-cancelled', 'The sign-in was cancelled.', { cause });
    });
    if (now() >= device.expiresAt) throw expired(provider);
    try {
      const response = await client.genericGrantRequest(configuration, GRANT, {
        device_code: device.deviceCode,
        ...(provider.preset.scopes.deviceParameter && scopeParameter(provider)),
      });
      return tokensOf(response, provider.scopes, now());
    } catch (caught) {
      seconds = Math.max(nextInterval(provider, caught, seconds), (retryAfter(caught, now()) ?? 0) / 1000);
    }
  }
}

function scopeParameter({ scopes, preset }: ResolvedProvider): Record<string, string> {
  const { separator, deviceParameter = 'scope' } = preset.scopes;
  return scopes.length > 0 ? { [deviceParameter]: scopes.join(separator) } : {};
}

/** How long to wait before the next poll. @throws AuthError where there is no next one */
function nextInterval(provider: ResolvedProvider, caught: unknown, seconds: number): number {
  const error = isResponseBodyError(caught) ? (caught as { error: string }).error : undefined;
  switch (error) {
    case 'authorization_pending':
      return seconds;
    case 'slow_down':
      return seconds + SLOW_DOWN_SECONDS;
    case 'access_denied':
      throw new AuthError('access-denied', `${provider.name} did not give access.`, { cause: caught });
    case 'expired_token':
      throw expired(provider, caught);
    default:
      if (authErrorBehind(caught)?.code === 'provider-unreachable' || outOfOrder(caught)) return seconds * 2;
      throw tokenError(provider, caught, 'exchange-failed');
  }
}

function expired(provider: ResolvedProvider, cause?: unknown): AuthError {
  return new AuthError('device-code-expired', `The code for ${provider.name} was not entered in time.`, {
    cause,
  });
}
