import {
  CLIENT_ID,
  startScriptedProvider,
} from '../../../packages/auth/src/testing/servers/scripted-provider.ts';
import { serveIpc } from './ipc-server.mjs';

// Responds at once and stores nothing, so that the cost of a sign-in is that of the backend and the driver. It signs ID tokens.
const { issuer, overrides, received, tokenResponse } = await startScriptedProvider();
let refreshes = 0;

overrides.authorize = ({ parameters }) => {
  const redirect = new URL(parameters.get('redirect_uri') ?? '');
  // The code contains the nonce, so that any number of sign-ins can be in progress.
  const response = { code: parameters.get('nonce') ?? '', state: parameters.get('state') ?? '', iss: issuer };
  redirect.search = new URLSearchParams(response).toString();
  return { status: 303, headers: { location: redirect.href } };
};
overrides.token = ({ parameters }) => {
  received.length = 0;
  if (parameters.get('grant_type') === 'refresh_token') {
    refreshes += 1;
    return { body: tokenResponse() };
  }
  return { body: tokenResponse({}, { nonce: parameters.get('code') }) };
};

serveIpc({ issuer: () => issuer, clientId: () => CLIENT_ID, refreshes: () => refreshes });
