import { createServer, request as send } from 'node:http';

// A minimal reverse proxy in Node: headers as objects, piped bodies, and a connection for each request.
const { OWN_SOCKET: socketPath, DDEXT_SOCKET } = process.env;
createServer((request, response) => {
  const { method, url, headers } = request;
  const upstream = send({ socketPath, method, path: url, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  request.pipe(upstream);
}).listen(DDEXT_SOCKET);
