import { type Problem, problem } from '../sources/problem.ts';
import { type Secret, secretLike, spellingsOf } from '../sources/secrets.ts';
import type { Text } from '../sources/text.ts';

/** Finds known secrets, and values that look like one of a known kind, in a text. No message contains the secret. */
export function findSecrets(text: Text, secrets: readonly Secret[]): Problem[] {
  const known = secrets.flatMap((secret) => {
    const index = spellingsOf(secret)
      .map((spelling) => text.content.indexOf(spelling))
      .find((found) => found !== -1);
    return index === undefined
      ? []
      : [problem(text.place(index), `This line contains the value of ${secret.name}.`)];
  });
  const looking = secretLike(text.content);
  if (looking === undefined) return known;
  const at = text.place(looking.index);
  if (known.some(({ line }) => line === at.line)) return known;
  return [...known, problem(at, `This line contains a value that looks like ${looking.of}.`)];
}
