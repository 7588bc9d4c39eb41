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
  what: 'No ENV, ARG or COPY of the Dockerfile takes a secret into the image or its history.',
  why: 'ENV is in the configuration of the image, the value of an ARG in its history, and a file stays in its layer when a later one removes it.',
  source: 'https://docs.docker.com/build/building/secrets/',
  fix: 'Let the backend read it at run time; what only the build needs goes in with RUN --mount=type=secret.',
  check: ({ dockerfile }) => (dockerfile?.all ?? []).flatMap(secretsOf),
});

function secretsOf({ keyword, pairs, words, flags, at }: Instruction): Problem[] {
  if (keyword === 'ENV' || keyword === 'ARG') {
    return pairs
      .filter(({ name }) => namesSecret(name))
      .map(({ name, at }) => problem(at, `${keyword} ${name} puts a secret into the image's history.`));
  }
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.has('from')) return [];
  return words
    .slice(0, -1)
    .filter((source) => privateFile.test(source))
    .map((source) => problem(at, `${keyword} takes ${source} into a layer.`));
}
