import express from 'express';
import { socketApi } from '../../../packages/auth/dist/backend/index.js';
import { listen } from '../../../packages/auth/dist/backend/listen.js';
import { Auth } from '../../../packages/auth/dist/index.js';
import { sealedFileStore } from '../../../packages/auth/dist/stores/index.js';
import { serveIpc } from './ipc-server.mjs';
import { variable } from './variable.mjs';

// One route, behind the socket API or behind Express's JSON parser alone.
const auth = new Auth({
  extension: { id: 'ddext-oauth/bench', title: 'Bench', strategy: 'backend-callback', port: 1 },
  providers: [],
  store: sealedFileStore({ directory: variable('DDEXT_DATA') }),
  read: () => undefined,
});
const app = express();
app.use(variable('GUARDED') === 'yes' ? socketApi(auth) : express.json());
app.post('/route', (_request, response) => void response.json({ ok: true, value: {} }));
await listen(app, { path: variable('DDEXT_SOCKET') });

serveIpc({});
