import { findSecrets } from './find-secrets.ts';
import { defineRule } from './rule.ts';

export const secretInSource = defineRule({
  id: 'secret-in-source',
  severity: 'error',
  over: 'workspace',
  what: 'No file except .env contains a client secret, or a value that looks like the secret of a known provider.',
  why: 'A committed file stays in the history, and a file in the build context is easily copied into a layer of the image.',
  source: 'RFC 8252 section 8.5',
  fix: 'Move it to .env and replace it at the provider: every user with access to the repository can read it.',
  check: ({ texts, secrets }) => texts.flatMap((text) => findSecrets(text, secrets)),
});
