import { createServer } from 'node:http';
import { serveIpc } from './ipc-server.mjs';
import { variable } from './variable.mjs';

// The backend behind a proxy. It reads a request to its end, and responds with one line.
createServer((request, response) => {
  request.resume().once('end', () => response.end('{"ok":true}'));
}).listen(variable('OWN_SOCKET'));

serveIpc({});
