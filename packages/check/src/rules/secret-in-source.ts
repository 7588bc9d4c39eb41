import { findSecrets } from './find-secrets.ts';
import { defineRule } from './rule.ts';

export const secretInSource = defineRule({
  id: 'secret-in-source',
  over: 'workspace',
  what: 'No file but .env holds a client secret, or what looks like the secret of a known provider.',
  why: 'What is committed stays in the history, and what is in the build context is in a layer of the image before long.',
  source: 'RFC 8252 section 8.5',
  fix: 'Move it to .env and replace it at the provider: everyone with access to the repository can read it.',
  check: ({ texts, secrets }) => texts.flatMap((text) => findSecrets(text, secrets)),
});
