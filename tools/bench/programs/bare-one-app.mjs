import { createServer } from 'node:http';
import express from 'express';

// The least that an extension's backend with Express can be: one app, one route, one socket.
const api = express();
api.use(express.json());
api.get('/', (_request, response) => response.json({ ok: true }));
createServer(api).listen(process.env.DDEXT_SOCKET);
