// A process of another user. It sends the requests in its first argument (JSON, as for rawRequest) and prints the
// responses. It is passed as text, because another user or a container cannot read our files.
import { request } from 'node:http';

const send = ({ url, method = 'GET', headers = {}, body }) =>
  new Promise((resolve) => {
    request(url, { method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () =>
        resolve({ url, method, status: answer.statusCode, headers: answer.headers, body: text }),
      );
    })
      .on('error', ({ message }) => resolve({ url, method, error: message }))
      .end(body);
  });

const answers = [];
for (const asked of JSON.parse(process.argv[1])) answers.push(await send(asked));
process.stdout.write(JSON.stringify({ uid: process.getuid(), answers }));
