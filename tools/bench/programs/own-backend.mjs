import { createServer } from 'node:http';
import { serveIpc } from './ipc-server.mjs';
import { variable } from './variable.mjs';

// What stands behind a proxy: it reads a request to its end, and responds with one line.
createServer((request, response) => {
  request.resume().once('end', () => response.end('{"ok":true}'));
}).listen(variable('OWN_SOCKET'));

serveIpc({});
