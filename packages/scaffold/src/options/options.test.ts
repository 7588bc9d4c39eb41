import { describe, expect, test } from '@jest/globals';
import { ScaffoldError } from '../errors.ts';
import { type RawOptions, resolveOptions } from './options.ts';

const settle = (raw: RawOptions) => resolveOptions({ directory: 'sign-in', ...raw }, { cwd: '/work' });

function errorOf(raw: RawOptions): ScaffoldError {
  try {
    settle(raw);
  } catch (error) {
    if (error instanceof ScaffoldError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(raw)} was accepted`);
}

describe('default options', () => {
  test('come from the name of the directory', () => {
    const { options, warnings } = settle({ directory: 'deep/down/sign-in' });
    expect({ ...options, providers: options.providers.map(({ id }) => id) }).toEqual({
      directory: 'deep/down/sign-in',
      name: 'sign-in',
      title: 'Sign In',
      license: 'MIT',
      key: 'page',
      bare: false,
      image: 'my-org/sign-in',
      port: 27_293,
      strategy: 'backend-callback',
      tokens: [],
      redirect: 'scheme',
      exchange: 'backend',
      hosts: ['docker', 'rancher', 'podman'],
      providers: ['oidc'],
      accept: [],
      ...{ privateKeyJwt: [], par: [], dpop: [] },
    });
    expect(warnings).toEqual([]);
  });

  test('name the extension my-extension if no directory is given', () => {
    expect(resolveOptions({}).options.name).toBe('my-extension');
  });

  test('take the name of the working directory for "."', () => {
    expect(resolveOptions({ directory: '.' }, { cwd: '/work/here' }).options.name).toBe('here');
  });

  test('include a port that stays the same for an image and is below the dynamic range', () => {
    const ports = Array.from({ length: 500 }, (_, n) => settle({ image: `org/n${n}` }).options.port);
    expect(ports).toEqual(Array.from({ length: 500 }, (_, n) => settle({ image: `org/n${n}` }).options.port));
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(1024);
    expect(Math.max(...ports)).toBeLessThan(49_152);
    expect(new Set(ports).size).toBeGreaterThan(450);
  });

  test('include a title that fits even for the longest name', () => {
    expect(settle({ directory: 'a'.repeat(64) }).options.title).toHaveLength(64);
  });
});

describe('providers that share the redirect URI of the tab', () => {
  const tab = { strategy: 'extension-tab', provider: ['github', 'oidc', 'auth0'] };

  test('rule 47: are rejected if they are not known to send iss, with a message that says how to accept them', () => {
    const { code, message, suggestion } = errorOf(tab);
    expect(code).toBe('provider-shared-redirect');
    expect(message).toContain('not known to send iss (RFC 9207): OpenID Connect, Auth0.');
    expect(suggestion).toBe('--accept oidc --accept auth0');
    expect(errorOf({ ...tab, accept: ['oidc'] }).code).toBe('provider-shared-redirect');
  });

  test('rule 47: are accepted if --accept names each of them, and no other provider is recorded', () => {
    expect(settle({ ...tab, accept: ['auth0', 'github', 'oidc'] }).options.accept).toEqual(['oidc', 'auth0']);
  });

  test('rule 47: need no --accept if there is only one, or if each has a separate redirect URI', () => {
    expect(settle({ ...tab, provider: ['oidc'] }).options.accept).toEqual([]);
    expect(settle({ provider: ['oidc', 'auth0'] }).options.accept).toEqual([]);
  });
});

describe('invalid options', () => {
  test.each<[RawOptions, ScaffoldError['code']]>([
    [{ accept: ['oidc'] }, 'option-not-applicable'],
    [{ strategy: 'extension-tab', accept: ['github'] }, 'option-not-applicable'],
    [{ directory: 'Bad Name!' }, 'name-invalid'],
    [{ directory: '-flag' }, 'name-invalid'],
    [{ directory: 'a..b' }, 'name-invalid'],
    [{ directory: 'a'.repeat(65) }, 'name-invalid'],
    [{ directory: 'node_modules' }, 'name-invalid'],
    [{ directory: 'backend' }, 'name-invalid'],
    [{ directory: 'nul.txt' }, 'name-invalid'],
    [{ directory: 'Überraschung' }, 'name-invalid'],
    [{ directory: '漢字' }, 'name-invalid'],
    [{ directory: '/' }, 'name-invalid'],
    [{ directory: '' }, 'name-invalid'],
    [{ strategy: 'nope' }, 'strategy-unknown'],
    [{ strategy: 'backend-calback' }, 'strategy-unknown'],
    [{ redirect: 'nope' }, 'redirect-unknown'],
    [{ strategy: 'extension-tab', redirect: 'bride' }, 'redirect-unknown'],
    [{ redirect: 'bridge' }, 'option-not-applicable'],
    [{ strategy: 'extension-tab', exchange: 'uy' }, 'exchange-unknown'],
    [{ exchange: 'ui' }, 'option-not-applicable'],
    [{ strategy: 'extension-tab', exchange: 'ui', provider: ['github'] }, 'provider-impossible'],
    [{ provider: ['gihub'] }, 'provider-unknown'],
    [{ provider: ['github,oidc'] }, 'provider-unknown'],
    [{ provider: [] }, 'provider-unknown'],
    [{ provider: ['oidc', 'github', 'oidc'] }, 'provider-twice'],
    [{ image: '' }, 'image-invalid'],
    [{ image: 'sign-in' }, 'image-invalid'],
    [{ image: 'Acme/sign-in' }, 'image-invalid'],
    [{ image: 'acme/sign-in:1.0' }, 'image-invalid'],
    [{ image: 'acme/sign-in@sha256:abc' }, 'image-invalid'],
    [{ image: 'ghcr.io/acme/sign-in' }, 'image-invalid'],
    [{ image: 'ghcr.io/sign-in' }, 'image-invalid'],
    [{ image: 'localhost/sign-in' }, 'image-invalid'],
    [{ image: 'acme/sign--in-' }, 'image-invalid'],
    [{ image: `acme/${'a'.repeat(255)}` }, 'image-invalid'],
    [{ title: '' }, 'title-invalid'],
    [{ title: '  ' }, 'title-invalid'],
    [{ title: 'two\nlines' }, 'title-invalid'],
    [{ title: 'Sign \u202ein' }, 'title-invalid'],
    [{ title: 'Sign \ud83d in' }, 'title-invalid'],
    [{ title: 'a'.repeat(65) }, 'title-invalid'],
    [{ port: '' }, 'port-invalid'],
    [{ port: '80' }, 'port-invalid'],
    [{ port: '65536' }, 'port-invalid'],
    [{ port: '5e4' }, 'port-invalid'],
    [{ port: ' 5000' }, 'port-invalid'],
  ])('%j is rejected as %s, in one line', (raw, code) => {
    const error = errorOf(raw);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^[^\n]+[.?]$/);
  });

  test.each<[keyof RawOptions, readonly string[]]>([
    [
      'directory',
      ['Bad Name!', '-flag', 'ui', 'nul.txt', '漢字', '/', 'a'.repeat(70), `${'a'.repeat(63)}-b`],
    ],
    ['image', ['', 'x', 'Acme/X:1', 'ghcr.io/acme/x', 'ghcr.io/x', '///', 'é/é', `a/${'b'.repeat(300)}`]],
    ['title', ['', 'a'.repeat(65)]],
    ['port', ['', '80', 'x']],
    ['strategy', ['', 'nope', 'backend']],
  ])('the error for an invalid %s suggests a valid one', (name, values) => {
    for (const value of values) {
      const { suggestion } = errorOf({ [name]: value });
      expect(() => settle({ [name]: suggestion })).not.toThrow();
    }
  });

  test('the error for a typo suggests the nearest value', () => {
    expect(errorOf({ provider: ['githb'] }).message).toContain('did you mean github?');
    expect(errorOf({ strategy: 'backend-calback' }).message).toContain('did you mean backend-callback?');
  });
});

describe('options with a warning', () => {
  test('rule 26: a provider that is not known to accept a scheme without a period causes a warning', () => {
    const { warnings } = settle({ strategy: 'extension-tab' });
    expect(warnings).toEqual([expect.stringMatching(/scheme without a period.*RFC 8252 section 8\.4/)]);
    expect(settle({ strategy: 'extension-tab', provider: ['github'] }).warnings).toEqual([]);
  });

  test('a title with "extension" in it is accepted with a warning', () => {
    const { options, warnings } = settle({ title: ' My Extension ' });
    expect(options.title).toBe('My Extension');
    expect(warnings).toEqual([expect.stringContaining("Docker's validator")]);
  });
});
