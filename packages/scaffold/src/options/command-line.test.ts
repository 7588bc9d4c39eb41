import { expect, test } from '@jest/globals';
import { commandLine } from './command-line.ts';
import { resolveOptions } from './options.ts';

test('the command names every option, and the directory by its name alone', () => {
  const { options } = resolveOptions({
    directory: '/somewhere/sign-in',
    provider: ['github', 'oidc'],
    image: 'acme/sign-in',
    title: 'Sign in to "Acme"',
    port: '51234',
  });
  expect(commandLine(options)).toBe(
    `pnpm create ddext-oauth sign-in --strategy backend-callback --hosts docker,rancher,podman --provider github --provider oidc --image acme/sign-in --title 'Sign in to "Acme"' --port 51234 --yes`,
  );
});

test('a title that begins like a flag stays a title', () => {
  const { options } = resolveOptions({ title: '-x' });
  expect(commandLine(options)).toContain(' --title=-x ');
});
