import { describe, expect, test } from '@jest/globals';
import { registryPackages } from '../../plan/packages.ts';
import { createPlan } from '../../plan/plan.ts';
import { readRecord } from '../../update/read-record.ts';
import { commandLine } from '../command-line.ts';
import { type RawOptions, resolveOptions } from '../options.ts';
import { recordPath } from '../record.ts';

const sample: RawOptions = { directory: 'sample', provider: ['oidc', 'github', 'zitadel'] };
const resolve = (raw: RawOptions) => resolveOptions({ ...sample, ...raw });
const filesOf = (raw: RawOptions) =>
  createPlan(resolve(raw).options, { packages: registryPackages() }) as ReadonlyMap<string, string>;

describe('a provider at which the backend authenticates with a private key', () => {
  const files = filesOf({ privateKeyJwt: ['zitadel', 'oidc'] });

  test('names the variable of the key, and no secret', () => {
    const file = files.get('auth/src/providers/oidc.ts') ?? '';
    expect(file).toContain(
      "clientAuthentication: 'private_key_jwt',\n  clientKey: { variable: 'OIDC_CLIENT_KEY' },",
    );
    expect(file).not.toContain('clientSecret');
    expect(files.get('auth/src/providers/github.ts')).toContain('GITHUB_CLIENT_SECRET');
  });

  test('has the path of the key file in .env.example and compose.yaml, and no key', () => {
    const example = files.get('.env.example') ?? '';
    expect(example).toContain('OIDC_CLIENT_KEY_FILE=\n');
    expect(example).not.toContain('OIDC_CLIENT_SECRET');
    const compose = files.get('compose.yaml') ?? '';
    expect(compose).toContain('OIDC_CLIENT_KEY_FILE: /data/oidc-client-key.pem\n');
    expect(compose).not.toContain('OIDC_CLIENT_SECRET');
    expect(compose).toContain('GITHUB_CLIENT_SECRET_FILE: /data/github-client-secret\n');
    expect(files.get('README.md')).toContain('(`private_key_jwt`, RFC 7523) at OpenID Connect, ZITADEL.');
    expect(files.get('.dockerignore')).toContain('**/*.pem');
  });

  test.each([
    [
      { strategy: 'extension-tab', exchange: 'ui', provider: ['oidc'], privateKeyJwt: ['oidc'] },
      '--private-key-jwt oidc requires a backend, because everyone who has the page could read the key (RFC 8252 section 8.5); use --exchange backend.',
    ],
    [
      { privateKeyJwt: ['github'] },
      '--private-key-jwt github: GitHub is not known to accept private_key_jwt; it accepts client_secret_post, client_secret_basic.',
    ],
    [
      { privateKeyJwt: ['okta'] },
      '--private-key-jwt okta is not a provider of this extension, which has oidc, github, zitadel.',
    ],
    [
      { par: ['github'] },
      '--par github: GitHub has no discovery document, and no endpoint for pushed authorization requests is known.',
    ],
    [{ dpop: ['okta'] }, '--dpop okta is not a provider of this extension, which has oidc, github, zitadel.'],
  ])('%j is refused', (raw, message) => {
    expect(() => resolve(raw)).toThrow(expect.objectContaining({ code: 'option-not-applicable', message }));
  });
});

test('a provider that receives pushed requests, or binds tokens to a key, says so in its file', () => {
  const files = filesOf({ par: ['oidc'], dpop: ['oidc', 'zitadel'] });
  const oidc = files.get('auth/src/providers/oidc.ts') ?? '';
  expect(oidc).toMatch(/\n {2}pushedAuthorization: true,\n(.*\n) {2}dpop: true,\n\}\);\n$/);
  const zitadel = files.get('auth/src/providers/zitadel.ts') ?? '';
  expect(zitadel).not.toContain('pushedAuthorization');
  expect(zitadel).toContain('dpop: true');
  expect(files.get('auth/src/providers/github.ts')).not.toMatch(/dpop|pushedAuthorization/);
});

test('DPoP at a provider that is not known to support it gives a warning', () => {
  expect(resolve({ dpop: ['oidc'] }).warnings).toEqual([]);
  expect(resolve({ dpop: ['github'] }).warnings).toEqual([
    'Whether GitHub supports DPoP is not known. If it does not, each sign-in fails: then remove dpop from auth/src/providers/github.ts.',
  ]);
});

test('the settings of providers are in the record and the command, in the order of the providers', () => {
  const given = { privateKeyJwt: ['zitadel', 'oidc'], par: ['zitadel'], dpop: ['oidc'] };
  const { options } = resolve(given);
  expect(readRecord(filesOf(given).get(recordPath)).options).toMatchObject({
    ...given,
    privateKeyJwt: ['oidc', 'zitadel'],
  });
  expect(commandLine(options)).toContain(
    ' --private-key-jwt oidc --private-key-jwt zitadel --par zitadel --dpop oidc --image',
  );
});
