import {
  CLIENT_ID,
  startScriptedProvider,
} from '../../../packages/auth/src/testing/servers/scripted-provider.ts';
import { answer } from './answer.mjs';

// Answers at once and keeps nothing, so that what a sign-in takes is ours and the driver's. It still signs ID tokens.
const { issuer, overrides, received, tokenResponse } = await startScriptedProvider();
let refreshes = 0;

overrides.authorize = ({ parameters }) => {
  const back = new URL(parameters.get('redirect_uri'));
  // The nonce travels in the code, so that any number of sign-ins can be on their way.
  const response = { code: parameters.get('nonce'), state: parameters.get('state'), iss: issuer };
  back.search = new URLSearchParams(response).toString();
  return { status: 303, headers: { location: back.href } };
};
overrides.token = ({ parameters }) => {
  received.length = 0;
  if (parameters.get('grant_type') === 'refresh_token') {
    refreshes += 1;
    return { body: tokenResponse() };
  }
  return { body: tokenResponse({}, { nonce: parameters.get('code') }) };
};

answer({ issuer: () => issuer, clientId: () => CLIENT_ID, refreshes: () => refreshes });
