import { expect, test } from '@jest/globals';
import { configuredIssuer } from './discovery.ts';

test.each([
  ['https://id.example', 'https://id.example', 'oidc', false],
  ['https://id.example/', 'https://id.example/', 'oidc', false],
  ['https://id.example/realms/a', 'https://id.example/realms/a', 'oidc', false],
  ['https://id.example/.well-known/openid-configuration', 'https://id.example', 'oidc', true],
  [
    'https://id.example/realms/a/.well-known/openid-configuration',
    'https://id.example/realms/a',
    'oidc',
    true,
  ],
  ['https://id.example/.well-known/openid-configuration/a', 'https://id.example/a', 'oidc', true],
  ['https://id.example/.well-known/oauth-authorization-server', 'https://id.example', 'oauth2', true],
  ['https://id.example/.well-known/oauth-authorization-server/a/', 'https://id.example/a', 'oauth2', true],
])('the issuer of %s is %s', (text, issuer, algorithm, byDocument) => {
  expect(configuredIssuer(text)).toEqual({ issuer, algorithm, byDocument });
});
