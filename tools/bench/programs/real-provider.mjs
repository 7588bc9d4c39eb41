import { startIdentityProvider } from '../../../packages/auth/src/testing/servers/identity-provider.ts';
import { answer } from './answer.mjs';

// oidc-provider with the interactions of the tests: whoever comes is Ada and agrees.
const { issuer, provider } = await startIdentityProvider([process.env.REDIRECT_URI], {
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
});
let refreshes = 0;
provider.on('grant.success', ({ oidc }) => {
  if (oidc.params?.grant_type === 'refresh_token') refreshes += 1;
});

answer({ issuer: () => issuer, clientId: () => 'test-extension', refreshes: () => refreshes });
