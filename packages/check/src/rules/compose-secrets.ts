import { interpolate } from '../sources/interpolate.ts';
import { problem } from '../sources/problem.ts';
import { secretLike } from '../sources/secrets.ts';
import { defineRule } from './rule.ts';
import { holdsSecret } from './secret-names.ts';
import { environmentOf, servicesOf } from './services.ts';

export const composeSecrets = defineRule({
  id: 'compose-secrets',
  severity: 'error',
  over: 'both',
  needs: ['compose'],
  what: 'No service has a secret in its environment.',
  why: 'The compose file is part of the image, and every user of the image can read it.',
  source: 'RFC 8252 section 8.5',
  fix: 'Use a public client, or name a file in the volume: NAME_FILE: /data/NAME.',
  check: ({ compose }) =>
    servicesOf(compose).flatMap((service) =>
      environmentOf(service)
        // A variable without a default has no value in the file.
        .map((row) => ({ ...row, value: interpolate(row.value).text }))
        .filter(({ name, value }) => holdsSecret(name, value) || secretLike(value))
        .map(({ name, at }) =>
          problem(at, `The service ${service.name} has the value of ${name} in its environment.`),
        ),
    ),
});
