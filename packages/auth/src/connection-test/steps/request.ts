import { AuthError } from '../../core/errors.ts';
import { createAuthorizationRequest } from '../../core/grants/authorize.ts';
import { beginDeviceAuthorization } from '../../core/grants/device.ts';
import {
  type ConnectionTestContext,
  NoCallback,
  partOf,
  requireResult,
  type StepResult,
} from '../context.ts';
import { requestMeanings, responseMeanings } from '../meanings.ts';

/** Creates the authorization request. */
export async function authorization(context: ConnectionTestContext): Promise<StepResult> {
  const { options, redirectUri } = context;
  const provider = requireResult(context.provider);
  const insecureLoopback = options.insecureLoopbackIssuer === true;
  const configuration = requireResult(context.configuration);
  const dpopKey = await context.dpopKeys.create({ provider, configuration });
  const request = await createAuthorizationRequest(
    configuration,
    provider,
    redirectUri,
    insecureLoopback,
    dpopKey,
  );
  context.request = request;
  context.dpopKey = dpopKey;
  const { origin, pathname, searchParams } = new URL(request.url);
  return {
    summary: `Open ${provider.name} in the browser and sign in there.`,
    parts: [partOf(`GET ${origin}${pathname}`, searchParams, requestMeanings)],
  };
}

/** Reads the query of the callback. */
export async function callback({ response, provider }: ConnectionTestContext): Promise<StepResult> {
  if (response === undefined) throw new NoCallback();
  const error = response.get('error');
  if (error) throw refusal(requireResult(provider).name, error, response.get('error_description'));
  const parts = [partOf('Parameters of the callback', response, responseMeanings)];
  return { summary: 'The browser came back with a code.', parts };
}

/** Requests a device code. */
export async function device(context: ConnectionTestContext): Promise<StepResult> {
  const provider = requireResult(context.provider);
  const insecureLoopback = context.options.insecureLoopbackIssuer === true;
  const configuration = requireResult(context.configuration);
  const device = await beginDeviceAuthorization(configuration, provider, Date.now(), insecureLoopback);
  context.device = device;
  context.dpopKey = await context.dpopKeys.create({ provider, configuration });
  const lines = [
    { name: 'page', value: device.verificationUri },
    { name: 'code', value: device.userCode },
    { name: 'expires', value: new Date(device.expiresAt).toISOString() },
  ];
  return {
    summary: `Open ${device.verificationUri} and enter the code ${device.userCode}.`,
    parts: [{ heading: 'What the user needs', lines }],
  };
}

function refusal(name: string, error: string, description: string | null): AuthError {
  const cause = { error, ...(description && { error_description: description }) };
  const errorDescription = [error, description].filter(Boolean).join(': ');
  const code = error === 'access_denied' ? 'access-denied' : 'provider-refused';
  return new AuthError(code, `${name} returned "${errorDescription}".`, { cause });
}
