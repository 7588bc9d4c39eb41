import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

const allowed = 'Registration accepts loopback redirect URIs, and those of approved applications.';

export const reference: PresetReference = {
  aliases: ['aws-sign-in', 'aws-signin', 'amazon-web-services', 'iam'],
  parameterDescriptions: {
    region: 'the region of AWS Sign-In',
    resource: 'the AWS service that the access token is for (RFC 8707)',
  },
  refreshToken: { issued: yes('It is valid for up to 12 hours.'), rotation: yes() },
  clientCredentials: no('This grant requires a request that is signed with AWS credentials (SigV4).'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: unknown('AWS does not document whether the port may differ from the registered one.'),
    customScheme: no(allowed),
    query: unknown('AWS does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://docs.aws.amazon.com/signin/latest/APIReference/API_dataplane-signin_CreateOAuth2PublicClient.html',
    fields: {
      redirect_uris: '{redirectUri}',
      grant_types: 'authorization_code, refresh_token',
      token_endpoint_auth_method: 'none',
    },
  },
  quirks: [
    'A client is registered with POST https://REGION.oauth.signin.aws/v1/register (RFC 7591), without a console. Its registration ends after 90 days.',
    'Authorization and token requests of a registered client need the resource.',
    'The user is the subject of the ID token, an ARN. AWS documents no user info endpoint, and not the other claims of the ID token: this preset has not been used at AWS.',
    'The access token is a bearer token for the resource. It is not valid for AWS APIs that require signed requests (SigV4).',
    'The client IDs of the AWS CLI (aws login) need DPoP (RFC 9449) and the challenge method SHA-256, and receive AWS credentials in place of a token. This preset is not for them. Whether a registered client can use DPoP is not documented.',
  ],
  evidence: [
    {
      source:
        'https://docs.aws.amazon.com/signin/latest/APIReference/API_dataplane-signin_AuthorizeOAuth2Access.html',
      grade: 'vendor',
      facts: ['endpoints.authorization', 'resource', 'pkce', 'issuerInResponse', 'scopes', 'quirks'],
    },
    {
      source:
        'https://docs.aws.amazon.com/signin/latest/APIReference/API_dataplane-signin_CreateOAuth2Token.html',
      grade: 'vendor',
      facts: ['endpoints.token', 'resource', 'deviceCode', 'refreshToken', 'quirks'],
    },
    {
      source:
        'https://docs.aws.amazon.com/signin/latest/APIReference/API_dataplane-signin_CreateOAuth2PublicClient.html',
      grade: 'vendor',
      facts: [
        'publicClient',
        'deviceCode',
        'clientCredentials',
        'redirects.customScheme',
        'registration',
        'quirks',
      ],
    },
    {
      source: 'https://docs.aws.amazon.com/signin/latest/userguide/aws-mcp-server.html',
      grade: 'vendor',
      facts: [
        'redirects.loopbackAddress',
        'redirects.localhost',
        'redirects.customScheme',
        'clientCredentials',
        'refreshToken.rotation',
        'pkce',
      ],
    },
    {
      source: 'aws/aws-cli@1298edf awscli/customizations/login/utils.py',
      grade: 'vendor',
      facts: ['profile', 'quirks'],
    },
    {
      source: 'https://github.com/cloudposse/atmos/issues/2542',
      grade: 'report',
      facts: ['quirks'],
    },
    {
      source: 'https://github.com/CommandCodeAI/command-code/issues/692',
      grade: 'report',
      facts: ['resource'],
    },
    {
      source: 'https://github.com/vercel/ai/issues/17334',
      grade: 'report',
      facts: ['endpoints'],
    },
  ],
};
