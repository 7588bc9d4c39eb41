import { createServer } from 'node:http';
import express from 'express';

// The smallest backend of an extension with Express: one app, one route, one socket.
const api = express();
api.use(express.json());
api.get('/', (_request, response) => response.json({ ok: true }));
createServer(api).listen(process.env.DDEXT_SOCKET);
