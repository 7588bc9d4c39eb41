import { describe, expect, test } from '@jest/globals';
import { catalog } from './catalog.ts';
import { redirectUriOf } from './extension.ts';
import { registrationSteps } from './registration.ts';

const guided = catalog.filter(({ registration }) => registration.steps !== undefined);
const names = ['redirectUri', 'appName', 'scopes', 'clientIdVariable', 'clientSecretVariable'];
const extensions = [
  { id: 'acme/hello', title: 'Hello', strategy: 'backend-callback', port: 51_234 },
  { id: 'acme/hello', title: 'Hello', strategy: 'extension-tab' },
] as const;

test('the twelve most used providers have steps', () => {
  expect(guided.map(({ id }) => id)).toEqual([
    'atlassian',
    'auth0',
    'bitbucket',
    'discord',
    'github',
    'gitlab',
    'google',
    'keycloak',
    'microsoft-entra-id',
    'notion',
    'okta',
    'slack',
  ]);
});

describe.each(guided.map((preset) => [preset.id, preset] as const))(
  'the registration of %s',
  (id, preset) => {
    const { registration, evidence, scopes, refresh } = preset;
    const { steps = [], fields, strategyFields = {} } = registration;

    test('uses known names in braces only, and has evidence', () => {
      const used = [...JSON.stringify(steps).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(used.filter((name) => !names.includes(name ?? ''))).toEqual([]);
      expect(evidence.flatMap(({ facts }) => facts)).toContain('registration.steps');
    });

    test.each(extensions)(
      'sets every field of the strategy $strategy, and no name in braces remains',
      (extension) => {
        const { strategy } = extension;
        const redirectUri = redirectUriOf(extension, { id, preset });
        const filled = registrationSteps(registration, {
          ...{
            strategy,
            redirectUri,
            appName: 'Hello',
            scopes: [...scopes.default, ...(refresh?.scopes ?? [])],
          },
          ...{ clientIdVariable: 'ACME_CLIENT_ID', clientSecretVariable: 'ACME_CLIENT_SECRET' },
        });
        expect(JSON.stringify(filled)).not.toMatch(/\{\w+\}/);
        for (const { text } of filled) expect(text).toMatch(/^[A-Z].*\.$/);
        expect(filled.map(({ text }) => text).join(' ')).toContain('ACME_CLIENT_ID');
        const values = filled.flatMap((step) => step.fields);
        const redirects = Object.entries({ ...fields, ...strategyFields[strategy] }).filter(([, value]) =>
          value.includes('{redirectUri}'),
        );
        for (const [name] of redirects) {
          const found = values.filter(
            (field) => name.endsWith(field.name) && field.value.includes(redirectUri),
          );
          expect([name, found.length]).toEqual([name, 1]);
        }
      },
    );
  },
);

test('a provider without steps has none', () => {
  const values = { strategy: 'backend-callback', redirectUri: '', appName: '', scopes: [] } as const;
  expect(registrationSteps({}, { ...values, clientIdVariable: 'A', clientSecretVariable: 'B' })).toEqual([]);
});
