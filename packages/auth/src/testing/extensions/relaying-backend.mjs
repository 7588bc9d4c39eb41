// Bundled by bundle.ts and started as a separate process, so that its memory can be measured. The backend of an
// extension in which a user has signed in. Its argument is the host of the API. Prints its address when it listens.

import { oidc } from '@ddext-oauth/providers';
import express from 'express';
import { listen } from '../../backend/listen.ts';
import { socketApi } from '../../backend/socket-api.ts';
import { Auth } from '../../session/auth.ts';
import { memoryStore } from '../../stores/memory.ts';

const [apiHost] = process.argv.slice(2);
const store = memoryStore();
await store.put({
  id: 'test:ada',
  providerId: 'test',
  kind: 'person',
  profile: { id: 'ada', name: 'Ada Lovelace' },
  accessToken: 'a-token',
  scopes: [],
  issuedAt: 0,
  signedInAt: 0,
});
const endpoints = { authorization: 'https://id.example/authorize', token: 'https://id.example/token' };
const auth = new Auth({
  extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 1 },
  providers: [
    {
      id: 'test',
      preset: { ...oidc, endpoints },
      issuer: 'https://id.example',
      clientId: 'a',
      apiHosts: [apiHost],
    },
  ],
  store,
  read: () => undefined,
  insecureLoopbackIssuer: true,
  timeout: 600,
});
const app = express()
  .use(socketApi(auth))
  // In KiB (getrusage).
  .post('/peak', (_request, response) => response.json(process.resourceUsage().maxRSS * 1024));
const server = await listen(app, { host: '127.0.0.1', port: 0 });
process.stdout.write(`http://127.0.0.1:${server.address().port}\n`);
