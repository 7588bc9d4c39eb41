import type { Grant } from '@ddext-oauth/providers';
import { scopesOf } from '../../core/client/scopes.ts';
import { requestClientCredentials } from '../../core/grants/client-credentials.ts';
import { checkDeviceTokens, pollDeviceAuthorization } from '../../core/grants/device.ts';
import { exchangeCode } from '../../core/grants/exchange.ts';
import type { Tokens } from '../../core/grants/tokens.ts';
import { wallClockPause } from '../../core/http/pause.ts';
import { type ConnectionTestContext, dpopOf, partOf, requireResult, type StepResult } from '../context.ts';
import type { ConnectionTestLine, ConnectionTestPart } from '../step.ts';

async function byCode(context: ConnectionTestContext): Promise<Tokens> {
  const exchange = {
    request: requireResult(context.request),
    query: requireResult(context.response),
    dpop: await dpopOf(context),
  };
  return exchangeCode(
    requireResult(context.configuration),
    requireResult(context.provider),
    exchange,
    Date.now(),
  );
}

/** Polls until the user has decided. */
async function byDevice(context: ConnectionTestContext): Promise<Tokens> {
  const { options, signal } = context;
  const [configuration, provider, device] = [
    requireResult(context.configuration),
    requireResult(context.provider),
    requireResult(context.device),
  ];
  const { pause = wallClockPause(Date.now) } = options;
  const dpop = await dpopOf(context);
  const polling = { signal, pause, now: Date.now, dpop };
  const response = await pollDeviceAuthorization(configuration, provider, device, polling);
  return checkDeviceTokens(configuration, provider, device, response, dpop);
}

async function byItself(context: ConnectionTestContext): Promise<Tokens> {
  const [configuration, provider] = [requireResult(context.configuration), requireResult(context.provider)];
  context.dpopKey = await context.dpopKeys.create({ provider, configuration });
  return requestClientCredentials(configuration, provider, Date.now(), await dpopOf(context));
}

const requests: Readonly<Record<Grant, (context: ConnectionTestContext) => Promise<Tokens>>> = {
  authorization_code: byCode,
  device_code: byDevice,
  client_credentials: byItself,
};

const summaries: Readonly<Record<Grant, string>> = {
  authorization_code: 'The code was exchanged for tokens.',
  device_code: 'The user entered the code, and the device code was exchanged for tokens.',
  client_credentials: 'The extension has an access token in its own name.',
};

/** Sends the token request. */
export async function token(context: ConnectionTestContext): Promise<StepResult> {
  const { grant } = context;
  const tokens = await requests[grant](context);
  context.tokens = tokens;
  const requested = scopesOf(requireResult(context.configuration), requireResult(context.provider));
  const { scopes, expiresAt, refreshToken, claims } = tokens;
  const lines: ConnectionTestLine[] = [
    { name: 'granted', value: scopes.join(' ') || 'nothing in particular' },
    {
      name: 'not granted',
      value: requested.filter((scope) => !scopes.includes(scope)).join(' ') || 'nothing',
    },
    {
      name: 'access token expires',
      value: expiresAt ? new Date(expiresAt).toISOString() : 'the provider does not say',
    },
    ...(grant === 'client_credentials' ? [] : [refreshLine(refreshToken !== undefined)]),
  ];
  const parts: ConnectionTestPart[] = [{ heading: 'What that means', lines }];
  if (claims) parts.push(partOf('Claims of the ID token, checked', Object.entries(claims)));
  return { summary: summaries[grant], parts };
}

function refreshLine(isIssued: boolean): ConnectionTestLine {
  const value = isIssued ? 'yes' : 'no: when the access token expires, the user signs in again';
  return { name: 'refresh token', value };
}
