import { startIdentityProvider } from '../../../packages/auth/src/testing/servers/identity-provider.ts';
import { serveIpc } from './ipc-server.mjs';
import { variable } from './variable.mjs';

// oidc-provider with the interactions of the tests: every user is Ada and consents.
const { issuer, provider } = await startIdentityProvider([variable('REDIRECT_URI')], {
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
});
let refreshes = 0;
provider.on('grant.success', ({ oidc }) => {
  if (oidc.params?.grant_type === 'refresh_token') refreshes += 1;
});

serveIpc({ issuer: () => issuer, clientId: () => 'test-extension', refreshes: () => refreshes });
