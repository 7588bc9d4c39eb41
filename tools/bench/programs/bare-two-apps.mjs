import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';

// Opens as many apps and sockets as a generated backend, in the same order.
const api = express();
api.use(express.json());
api.get('/', (_request, response) => response.json({ ok: true }));
const callback = express();
callback.get('/', (_request, response) => response.json({ ok: true }));

await once(createServer(api).listen(process.env.DDEXT_SOCKET), 'listening');
createServer(callback).listen(process.env.DDEXT_CALLBACK_ADDRESS);
