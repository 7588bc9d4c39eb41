import { type Deviations, makeKey } from '../testing/servers/checking-provider.ts';
import type { RelyingPartySuite } from './relying-party-suite.ts';

/**
 * The plans of the OpenID Foundation's conformance suite (5.2) for relying parties. Names that start with `oidcc-` are
 * those of its modules. The others test the same section of the specification.
 */
export interface Module {
  readonly name: string;
  readonly expected: string;
  /** The provider whose metadata names another issuer. Default: the shared provider. */
  readonly at?: 'mismatch';
  /** How the provider deviates during the module. */
  readonly arrange?: (suite: RelyingPartySuite) => Deviations;
  /** Called before a second sign-in, if the module has one. */
  readonly again?: (suite: RelyingPartySuite) => void;
  /** The number of renewals. Default: 1. */
  readonly rounds?: number;
}

const another = makeKey('RS256');
const refused = 'token-invalid';
const claims = (changed: object) => () => ({ code: { claims: changed } });

export const basic: readonly Module[] = [
  { name: 'oidcc-client-test', expected: 'signed-in' },
  { name: 'oidcc-client-test-client-secret-basic', expected: 'signed-in' },
  { name: 'oidcc-client-test-scope-userinfo-claims', expected: 'signed-in' },
  { name: 'oidcc-client-test-idtoken-sig-rs256', expected: 'signed-in' },
  { name: 'ID token signed with ES256', expected: 'signed-in', arrange: () => ({ code: { alg: 'ES256' } }) },
  {
    name: 'oidcc-client-test-kid-absent-single-jwks',
    expected: 'signed-in',
    arrange: () => ({ code: { header: { kid: undefined } } }),
  },
  {
    name: 'oidcc-client-test-kid-absent-multiple-jwks',
    expected: refused,
    arrange: (suite) => {
      suite.rotateKeys('add');
      return { code: { header: { kid: undefined } } };
    },
  },
  {
    name: 'oidcc-client-test-idtoken-sig-none',
    expected: refused,
    arrange: () => ({ code: { header: { alg: 'none', kid: undefined }, key: '' } }),
  },
  {
    name: 'oidcc-client-test-invalid-sig-rs256',
    expected: refused,
    arrange: () => ({ code: { key: another.privateKey } }),
  },
  { name: 'oidcc-client-test-nonce-invalid', expected: refused, arrange: claims({ nonce: 'another' }) },
  { name: 'nonce missing', expected: refused, arrange: claims({ nonce: undefined }) },
  {
    name: 'oidcc-client-test-invalid-iss',
    expected: refused,
    arrange: claims({ iss: 'https://attacker.example' }),
  },
  { name: 'oidcc-client-test-invalid-aud', expected: refused, arrange: claims({ aud: 'another' }) },
  { name: 'aud missing', expected: refused, arrange: claims({ aud: undefined }) },
  { name: 'oidcc-client-test-missing-sub', expected: refused, arrange: claims({ sub: undefined }) },
  { name: 'oidcc-client-test-missing-iat', expected: refused, arrange: claims({ iat: undefined }) },
  {
    name: 'oidcc-client-test-userinfo-invalid-sub',
    expected: refused,
    arrange: () => ({ userInfo: { sub: 'mallory' } }),
  },
];

export const config: readonly Module[] = [
  { name: 'oidcc-client-test-discovery-openid-config', expected: 'signed-in' },
  { name: 'oidcc-client-test-discovery-jwks-uri-keys', expected: 'signed-in' },
  {
    name: 'oidcc-client-test-discovery-issuer-mismatch',
    expected: 'provider-misconfigured',
    at: 'mismatch',
  },
  {
    name: 'oidcc-client-test-signing-key-rotation',
    expected: 'signed-in',
    again: (suite) => suite.rotateKeys(),
  },
  {
    name: 'oidcc-client-test-signing-key-rotation-just-before-signing',
    expected: 'signed-in',
    arrange: (suite) => ({ code: { beforeSigning: () => suite.rotateKeys() } }),
  },
];

const renewed = (changed: object) => () => ({ refresh: { claims: changed } });

export const refresh: readonly Module[] = [
  { name: 'oidcc-client-test-refresh-token', expected: '200' },
  {
    name: 'oidcc-client-test-refresh-token-invalid-issuer',
    expected: refused,
    arrange: renewed({ iss: 'https://attacker.example' }),
  },
  {
    name: 'oidcc-client-test-refresh-token-invalid-sub',
    expected: refused,
    arrange: renewed({ sub: 'mallory' }),
  },
  {
    name: 'oidcc-client-test-refresh-token-invalid-aud',
    expected: refused,
    arrange: renewed({ aud: 'another' }),
  },
  {
    name: 'rotation, three times',
    expected: '200',
    rounds: 3,
    arrange: () => ({ refresh: { members: { expires_in: 0 } } }),
  },
  {
    name: 'no rotation, three times',
    expected: '200',
    rounds: 3,
    arrange: () => ({ refresh: { members: { expires_in: 0, refresh_token: undefined } } }),
  },
  {
    name: 'no ID token',
    expected: '200',
    arrange: () => ({ refresh: { members: { id_token: undefined } } }),
  },
  { name: 'no nonce in the ID token', expected: '200', arrange: renewed({ nonce: undefined }) },
  { name: 'no auth_time in the ID token', expected: '200', arrange: renewed({ auth_time: undefined }) },
  { name: 'another nonce', expected: refused, arrange: renewed({ nonce: 'another' }) },
  { name: 'another auth_time', expected: refused, arrange: renewed({ auth_time: 1 }) },
  { name: 'no iat', expected: refused, arrange: renewed({ iat: undefined }) },
  {
    name: 'a refresh token that is no longer valid',
    expected: 'sign-in-again',
    arrange: (suite) => {
      suite.forgetRefreshTokens();
      return {};
    },
  },
];
