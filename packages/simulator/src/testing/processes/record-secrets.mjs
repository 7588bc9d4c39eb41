import { appendFileSync } from 'node:fs';

// Loaded into a process by NODE_OPTIONS=--import: writes each secret that fetch sends or receives to the file
// SECRETS_SEEN.

const secret = /^(access_token|refresh_token|id_token|code|code_verifier|client_secret|token)$/;
const note = (entries) => {
  for (const [name, value] of entries) {
    if (secret.test(name) && typeof value === 'string')
      appendFileSync(process.env.SECRETS_SEEN, `${name} ${value}\n`);
  }
};

const original = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  if (typeof init?.body === 'string' || init?.body instanceof URLSearchParams) {
    note(new URLSearchParams(String(init.body)));
  }
  const response = await original(input, init);
  if (response.headers.get('content-type')?.includes('json')) {
    note(Object.entries(await response.clone().json()));
  }
  return response;
};
