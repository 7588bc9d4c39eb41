import { problem } from '../sources/problem.ts';
import { secretsIn } from '../sources/secrets.ts';
import { defineRule } from './rule.ts';
import { holdsSecret } from './secret-names.ts';

export const imageSecrets = defineRule({
  id: 'image-secrets',
  severity: 'error',
  over: 'image',
  what: 'Layers (including removed files), configuration, labels and history of the image contain no client secret and no file for one.',
  why: 'Every user who can pull the image can read all of these.',
  source: 'RFC 8252 section 8.5',
  fix: 'Exclude it from the build, build again without the cache, and replace the secret at the provider.',
  check: ({ environment, labels, otherSettings, history, secrets, secretsInLayers, imagePlace }) => {
    const holds = (text: string) => secretsIn(text, secrets).length > 0;
    return [
      ...environment
        .filter(({ name, value }) => holdsSecret(name, value) || holds(`${name}=${value}`))
        .map(({ name, at }) => problem(at, `The environment of the image has ${name}.`)),
      ...labels
        .filter(({ name, value }) => holds(`${name}=${value}`))
        .map(({ name, at }) => problem(at, `The label ${name} of the image contains a secret.`)),
      ...otherSettings
        .filter(({ name, value }) => holds(`${name}\n${value}`))
        .map(({ name, at }) => problem(at, `The setting ${name} of the image contains a secret.`)),
      ...history.flatMap((command, index) =>
        holds(command)
          ? [problem(imagePlace, `Command ${index + 1} of the image's history contains a secret.`)]
          : [],
      ),
      ...secretsInLayers.map(({ what, ...at }) => problem(at, what)),
    ];
  },
});
