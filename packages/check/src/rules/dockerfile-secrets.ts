import { posix } from 'node:path';
import { parseEnv } from 'node:util';
import type { Instruction } from '../sources/dockerfile.ts';
import { type Problem, problem } from '../sources/problem.ts';
import { secretLike } from '../sources/secrets.ts';
import type { Text } from '../sources/text.ts';
import { defineRule } from './rule.ts';
import { holdsSecret, namesSecret } from './secret-names.ts';

/** Files that hold secrets, wherever they are copied from. */
const privateFile =
  /(^|\/)(\.env(\.(?!example$)[^/]*)?|[^/]*\.pem|[^/]*\.key|id_(rsa|ed25519)|[^/]*client-secret[^/]*)$/;

export const dockerfileSecrets = defineRule({
  id: 'dockerfile-secrets',
  severity: 'error',
  over: 'workspace',
  needs: ['dockerfile'],
  what: 'No ENV, ARG or COPY instruction of the last stage copies a secret into the image or its history.',
  why: 'An ENV value is in the configuration of the image, an ARG value in its history, and a removed file in an earlier layer.',
  source: 'https://docs.docker.com/build/building/secrets/',
  fix: 'Read it in the backend at run time. For the build, use RUN --mount=type=secret.',
  check: ({ dockerfile, texts }) =>
    (dockerfile?.final ?? []).flatMap((instruction) => [
      ...variablesOf(instruction),
      ...filesOf(instruction)
        .filter(({ source }) => !isPublic(source, texts))
        .map(({ at, message }) => problem(at, message)),
    ]),
});

function variablesOf({ keyword, pairs }: Instruction): Problem[] {
  if (keyword !== 'ENV' && keyword !== 'ARG') return [];
  return pairs
    .filter(({ name, text, hasValue }) => (hasValue ? holdsSecret(name, text) : namesSecret(name)))
    .map(({ name, at }) => problem(at, `${keyword} ${name} adds a secret to the history of the image.`));
}

function filesOf({ keyword, words, flags, at }: Instruction) {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.has('from')) return [];
  return words
    .slice(0, -1)
    .filter((source) => privateFile.test(source))
    .map((source) => ({ source, at, message: `${keyword} copies ${source} into a layer.` }));
}

/** Whether a file is read and contains only public settings, or only certificates and public keys. */
function isPublic(source: string, texts: readonly Text[]): boolean {
  const content = texts.find(({ file }) => file === posix.normalize(source))?.content;
  if (content === undefined || secretLike(content)) return false;
  if (/\.(pem|key)$/.test(source)) return /-----BEGIN/.test(content) && !/PRIVATE KEY/.test(content);
  if (!/(^|\/)\.env/.test(source)) return false;
  return Object.entries(parseEnv(content)).every(([name, value]) => !holdsSecret(name, value ?? ''));
}
