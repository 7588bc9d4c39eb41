import type { Instruction } from '../sources/dockerfile.ts';
import { type Problem, problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';
import { namesSecret } from './secret-names.ts';

/** Files that hold secrets, wherever they are copied from. */
const privateFile =
  /(^|\/)(\.env(\.(?!example$)[^/]*)?|[^/]*\.pem|[^/]*\.key|id_(rsa|ed25519)|[^/]*client-secret[^/]*)$/;

export const dockerfileSecrets = defineRule({
  id: 'dockerfile-secrets',
  over: 'workspace',
  what: 'No ENV, ARG or COPY instruction copies a secret into the image or its history.',
  why: 'An ENV value is in the configuration of the image, an ARG value in its history, and a removed file in an earlier layer.',
  source: 'https://docs.docker.com/build/building/secrets/',
  fix: 'Read it in the backend at run time. For the build, use RUN --mount=type=secret.',
  check: ({ dockerfile }) => (dockerfile?.all ?? []).flatMap(secretsOf),
});

function secretsOf({ keyword, pairs, words, flags, at }: Instruction): Problem[] {
  if (keyword === 'ENV' || keyword === 'ARG') {
    return pairs
      .filter(({ name }) => namesSecret(name))
      .map(({ name, at }) => problem(at, `${keyword} ${name} adds a secret to the history of the image.`));
  }
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.has('from')) return [];
  return words
    .slice(0, -1)
    .filter((source) => privateFile.test(source))
    .map((source) => problem(at, `${keyword} copies ${source} into a layer.`));
}
