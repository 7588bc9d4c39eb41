import * as client from 'openid-client';

/** What stands between an answer and openid-client. */
export type Normalize = (response: Response) => Promise<Response>;

/** A way to the token endpoint. */
export type TestGrant = keyof typeof grants;

/** Of a provider that is never asked: every answer is given to openid-client by hand. */
export const metadata = { issuer: 'https://id.example', token_endpoint: 'https://id.example/token' };
const device = {
  device_code: 'd',
  user_code: 'u',
  verification_uri: 'https://id.example/d',
  expires_in: 60,
  interval: 0.001,
};

/** Every way to the token endpoint that this package uses, through openid-client itself. */
const grants = {
  code: (configuration: client.Configuration) =>
    client.authorizationCodeGrant(configuration, new URL('https://app.example/callback?code=c')),
  refresh: (configuration: client.Configuration) => client.refreshTokenGrant(configuration, 'r'),
  device: (configuration: client.Configuration) => client.pollDeviceAuthorizationGrant(configuration, device),
  generic: (configuration: client.Configuration) =>
    client.genericGrantRequest(configuration, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: 'd',
    }),
};

export const asItCame: Normalize = async (response) => response;

/** The tokens openid-client takes from the answers, one a request; or the provider's words; or openid-client's own code. */
export async function redeem(
  grant: TestGrant,
  normalize: Normalize,
  ...answers: readonly Response[]
): Promise<unknown> {
  const configuration = new client.Configuration(metadata, 'id', undefined, client.None());
  const queue = answers.map((answer) => answer.clone());
  configuration[client.customFetch] = async () =>
    normalize(queue.shift() ?? new Response(null, { status: 500 }));
  try {
    return { ...(await grants[grant](configuration)) };
  } catch (caught) {
    const { code, error, error_description, status } = caught as client.ResponseBodyError;
    return code === 'OAUTH_RESPONSE_BODY_ERROR' ? { error, error_description, status } : code;
  }
}
