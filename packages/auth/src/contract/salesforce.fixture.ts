import { salesforce } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const domain = 'https://acme.my.salesforce.com';
const oauth = `${domain}/services/oauth2`;
const subject = `${domain}/id/00Dx0000000BV7z/005x00000012Q9P`;
/** Salesforce's example of a token response has no `expires_in`. */
const tokens = {
  access_token: '00DB0000000TfcR!AQQAQFhoK8vTMg_rKA.esrJ2bCs.OOIjJgl',
  refresh_token: '5Aep861TSESvWeug_xvFHRBTTbf_YrTWgEyjBJrcwNTe',
  signature: 'CMJ4l+CCaPQiKjoOEwEig9H4wqhpuLSk4J2urAe+fVg=',
  scope: 'refresh_token openid email profile',
  id_token: '{idToken}',
  instance_url: domain,
  id: subject,
  token_type: 'Bearer',
  issued_at: '1558553873237',
};
const { refresh_token: _only, ...renewed } = { ...tokens, access_token: '00DB0000000TfcR!renewed' };
const user = {
  sub: subject,
  user_id: '005x00000012Q9P',
  organization_id: '00Dx0000000BV7z',
  preferred_username: 'jane@acme.example',
  name: 'Jane Doe',
  email: 'jane.doe@acme.example',
  picture: 'https://acme.file.force.com/profilephoto/005/F',
  photos: {
    picture: 'https://acme.file.force.com/profilephoto/005/F',
    thumbnail: 'https://acme.file.force.com/T',
  },
};

/** A public client at a company's My Domain. */
export const fixture: ProviderFixture = {
  preset: salesforce,
  parameters: { domain: 'acme.my.salesforce.com' },
  client: 'public',
  metadata: {
    authorization_endpoint: `${oauth}/authorize`,
    token_endpoint: `${oauth}/token`,
    userinfo_endpoint: `${oauth}/userinfo`,
    revocation_endpoint: `${oauth}/revoke`,
  },
  authorization: { scope: 'openid email profile refresh_token' },
  token: { body: tokens },
  idTokenClaims: { sub: subject },
  scopes: ['refresh_token', 'openid', 'email', 'profile'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'expired authorization code' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: expired authorization code',
  },
  resources: { [`${oauth}/userinfo`]: { body: user } },
  profile: {
    id: '005x00000012Q9P',
    name: 'Jane Doe',
    email: 'jane.doe@acme.example',
    avatarUrl: 'https://acme.file.force.com/profilephoto/005/F',
  },
  refresh: {
    response: { body: renewed },
    keepsOldToken: true,
    ended: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    },
  },
  revocation: 'rfc7009',
  quirks: [
    { sentence: 'A public client must not send a client secret.', shownBy: 'token' },
    {
      sentence:
        "API calls go to the token response's instance_url: sign in at the company's My Domain, or list that host in apiHosts.",
      async check({ auth, sentTo, script, signIn }) {
        const { id } = await signIn();
        const url = `${tokens.instance_url}/services/data/v66.0/limits`;
        script(url, { body: {} });
        await auth.fetch(id, url);
        expect(sentTo(url)[0]?.headers.authorization).toBe(`Bearer ${tokens.access_token}`);
        const elsewhere = auth.fetch(id, 'https://other.my.salesforce.com/services/data');
        await expect(elsewhere).rejects.toMatchObject({ code: 'host-not-allowed' });
      },
    },
    {
      sentence: 'The profile is that of the user info, which has more claims than the ID token.',
      shownBy: 'profile',
    },
  ],
};
