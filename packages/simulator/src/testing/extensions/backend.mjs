import { createHash, randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import express from 'express';

// A small extension backend in a separate process: a socket API, and a sign-in without a library.

const {
  IGNORE_SIGTERM,
  DDEXT_SOCKET,
  DDEXT_CALLBACK_ADDRESS,
  DDEXT_SIMULATOR_ISSUER,
  DDEXT_SIMULATOR_CLIENT_ID,
} = process.env;

if (IGNORE_SIGTERM) process.on('SIGTERM', () => {});

const api = express();
api.use(express.text(), express.json({ strict: false }));
api.get('/hello', (_request, response) => response.json({ hello: 'world' }));
api.get('/text', (_request, response) => response.type('text').send('just text'));
api.get('/refusal', (_request, response) => response.status(418).send('I am a teapot'));
api.get('/environment', (_request, response) => response.json(process.env));
api.get('/never', () => {});
api.get('/stop', () => {
  process.stderr.write(`stopping with ${process.env.TEST_CLIENT_SECRET}\n`);
  process.exit(3);
});
api.all('/echo', (request, response) => {
  const { method, headers, body } = request;
  response.json({ method, type: headers['content-type'], header: headers['x-test'], body });
});

let verifier = '';
let account;

/** The query of an authorization request with PKCE (RFC 7636). */
function authorization(redirectUri) {
  verifier = randomBytes(32).toString('base64url');
  return new URLSearchParams({
    client_id: DDEXT_SIMULATOR_CLIENT_ID,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: 'fixture-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
}

async function whoIs(code, redirectUri) {
  const answered = await fetch(`${DDEXT_SIMULATOR_ISSUER}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: DDEXT_SIMULATOR_CLIENT_ID,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
  const { access_token: token } = await answered.json();
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${DDEXT_SIMULATOR_ISSUER}/me`, { headers })).json();
}

/** The redirect URIs of the tab strategy. */
const tabs = {
  tab: 'docker-desktop://dashboard/extension-tab?extensionId=acme/hello',
  bridge: 'https://open.docker.com/dashboard/extension-tab?extensionId=acme/hello',
};
for (const [name, tab] of Object.entries(tabs)) {
  api.get(`/${name}-login`, (_request, response) => {
    response.json(`${DDEXT_SIMULATOR_ISSUER}/auth?${authorization(tab)}`);
  });
  /** Receives `{search}`, the query of the opened tab. */
  api.post(`/${name}-return`, async (request, response) => {
    response.json(await whoIs(new URLSearchParams(request.body.search).get('code'), tab));
  });
}
api.get('/device-login', async (_request, response) => {
  const body = new URLSearchParams({ client_id: DDEXT_SIMULATOR_CLIENT_ID, scope: 'openid email' });
  response.json(
    await (await fetch(`${DDEXT_SIMULATOR_ISSUER}/device/auth`, { method: 'POST', body })).json(),
  );
});
api.get('/account', (_request, response) => response.json(account ?? null));

const callback = express();
const redirectUri = (request) => `http://${request.headers.host}/callback/work`;
callback.get('/login', (request, response) => {
  response.redirect(303, `${DDEXT_SIMULATOR_ISSUER}/auth?${authorization(redirectUri(request))}`);
});
callback.get('/callback/work', async (request, response) => {
  const { code, error } = request.query;
  if (code) account = await whoIs(code, redirectUri(request));
  const outcome = error ? `Denied: ${error}` : `Signed in as ${account.name}`;
  response.send(`<title>${outcome}</title><h1>${outcome}</h1>
<p><a href="docker-desktop://dashboard/open">Back to Docker Desktop</a></p>`);
});
callback.get('/host', (request, response) => response.send(request.headers.host));
callback.get('/page', (request, response) => {
  const { status = '200', type = 'html' } = request.query;
  response.status(Number(status)).type(type).send('<a href="docker-desktop://dashboard/open">ü</a>');
});
callback.get('/redirect', (_request, response) => response.redirect(303, 'docker-desktop://dashboard/open'));
callback.post('/upload', (request, response) => request.pipe(response));

// Written before it listens, so that the file exists when the socket accepts connections.
writeFileSync('backend.pid', String(process.pid));
rmSync(DDEXT_SOCKET, { force: true });
if (DDEXT_CALLBACK_ADDRESS) callback.listen(DDEXT_CALLBACK_ADDRESS);
api.listen(DDEXT_SOCKET, () => process.stdout.write('the fixture backend listens\n'));
