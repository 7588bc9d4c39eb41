import { defineRule, problem } from '../rule.ts';
import { secretLike, spellingsOf } from '../sources/secrets.ts';
import { namesSecret } from './secret-names.ts';

export const imageSecrets = defineRule({
  id: 'image-secrets',
  over: 'image',
  what: 'No layer of the image, removed files included, nor its environment or history, holds a client secret or a file for one.',
  why: 'Everyone who can pull the image can read all of these.',
  source: 'RFC 8252 section 8.5',
  mend: 'Keep it out of the build, build again without the cache, and have the secret replaced at the provider.',
  check: ({ environment, history, secrets, secretsInLayers, imagePlace }) => {
    const holds = (text: string) =>
      secrets.some((secret) => spellingsOf(secret).some((spelling) => text.includes(spelling)));
    return [
      ...environment
        .filter(({ name, value }) => (namesSecret(name) && value !== '') || holds(value) || secretLike(value))
        .map(({ name, at }) => problem(at, `The environment of the image has ${name}.`)),
      ...history.flatMap((command, index) =>
        holds(command) || secretLike(command)
          ? [problem(imagePlace, `Command ${index + 1} of the image's history holds a secret.`)]
          : [],
      ),
      ...secretsInLayers.map(({ what, ...at }) => problem(at, what)),
    ];
  },
});
