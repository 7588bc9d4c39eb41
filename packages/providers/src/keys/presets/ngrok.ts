import type { KeyMethod } from '../key-method.ts';

/** An API key of ngrok. @see https://ngrok.com/docs/api/ */
export const ngrokKey: KeyMethod = {
  provider: 'ngrok',
  name: 'ngrok',
  kind: 'api_key',
  noun: 'API key',
  console: 'https://dashboard.ngrok.com/api-keys',
  scopes: [],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: { length: { min: 49, max: 49 } },
  apiHosts: ['api.ngrok.com'],
  verification: {
    url: 'https://api.ngrok.com/agent_ingresses',
    request: { headers: { 'ngrok-version': '2' } },
    refusals: [
      { text: 'err_ngrok_206', means: 'rejected' },
      { text: 'err_ngrok_205', means: 'blocked' },
    ],
  },
};
