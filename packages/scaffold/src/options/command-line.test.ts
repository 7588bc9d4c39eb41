import { expect, test } from '@jest/globals';
import { commandLine } from './command-line.ts';
import { resolveOptions } from './options.ts';

test('the command contains every option, and only the name of the directory', () => {
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

test('a title that starts with a hyphen is not parsed as an option', () => {
  const { options } = resolveOptions({ title: '-x' });
  expect(commandLine(options)).toContain(' --title=-x ');
});
