import { aws } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const resource = 'https://aws-mcp.us-east-1.api.aws/mcp';
const sub = 'arn:aws:sts::111111111111:assumed-role/Admin/jane';
const tokens = { access_token: 'ASOAexample', token_type: 'Bearer', expires_in: 900, refresh_token: 'first' };

export const fixture: ProviderFixture = {
  preset: aws,
  parameters: { region: 'us-east-1', resource },
  client: 'public',
  authorization: { resource, scope: null, nonce: null },
  token: { body: { ...tokens, id_token: '{idToken}' } },
  tokenRequest: { parameters: { resource } },
  idTokenClaims: { iss: 'https://us-east-1.oauth.signin.aws', sub },
  scopes: [],
  tokenError: {
    response: { status: 400, body: { error: 'AUTHCODE_EXPIRED', message: 'The code has expired.' } },
    error: 'exchange-failed',
    says: 'AUTHCODE_EXPIRED: The code has expired',
  },
  resources: {},
  profile: { id: sub, name: sub },
  refresh: {
    response: { body: { ...tokens, access_token: 'ASOArenewed', refresh_token: 'second' } },
    ended: { status: 400, body: { error: 'TOKEN_EXPIRED', message: 'The refresh token has expired.' } },
  },
  quirks: [
    {
      sentence:
        'A client is registered with POST https://REGION.oauth.signin.aws/v1/register (RFC 7591), without a console. Its registration ends after 90 days.',
      shownBy: 'registration',
    },
    {
      sentence: 'Authorization and token requests of a registered client need the resource.',
      check: async ({ auth, signIn, endpoint, sentTo, script, stored }) => {
        const account = await signIn();
        const token = endpoint('token');
        script(token, { body: { ...tokens, access_token: 'ASOArenewed' } });
        script(resource, { status: 401, body: {} }, { body: {} });
        expect((await auth.fetch(account.id, resource)).status).toBe(200);
        expect(sentTo(token).map(({ parameters }) => parameters.resource)).toEqual([resource, resource]);
        expect((await stored(account))?.accessToken).toBe('ASOArenewed');
      },
    },
    {
      sentence:
        'The user is the subject of the ID token, an ARN. AWS documents no user info endpoint, and not the other claims of the ID token: this preset has not been used at AWS.',
      shownBy: 'profile',
    },
    {
      sentence:
        'The access token is a bearer token for the resource. It is not valid for AWS APIs that require signed requests (SigV4).',
      check: async ({ auth, signIn }) => {
        const account = await signIn();
        await expect(auth.fetch(account.id, 'https://s3.us-east-1.amazonaws.com/')).rejects.toMatchObject({
          code: 'host-not-allowed',
        });
      },
    },
    {
      sentence:
        'The client IDs of the AWS CLI (aws login) need DPoP (RFC 9449) and the challenge method SHA-256, and receive AWS credentials in place of a token. This preset is not for them. Whether a registered client can use DPoP is not documented.',
      check: async ({ begin, endpoint, script }) => {
        const credentials = { access_key_id: 'ASIAEXAMPLE', secret_access_key: 's', session_token: 't' };
        const token_type = 'urn:aws:params:oauth:token-type:access_token_sigv4';
        const { handleCallback } = await begin();
        script(endpoint('token'), { body: { ...tokens, access_token: credentials, token_type } });
        await expect(handleCallback()).rejects.toMatchObject({ code: 'exchange-failed' });
      },
    },
  ],
};
