import type { KeyMethod } from '../key-method.ts';

/** A personal token of Sentry. @see https://docs.sentry.io/account/auth-tokens/ */
export const sentryKey: KeyMethod = {
  provider: 'sentry',
  name: 'Sentry',
  kind: 'personal_access_token',
  noun: 'personal token',
  console: 'https://sentry.io/settings/account/api/auth-tokens/',
  scopes: ['org:read'],
  header: { name: 'authorization', scheme: 'Bearer' },
  // Tokens of 64 characters without a prefix are older, those of 71 begin with sntryu_.
  format: { length: { min: 64, max: 71 }, others: { sntrys_: 'an organization token' } },
  apiHosts: ['sentry.io'],
  verification: {
    url: 'https://sentry.io/api/0/organizations/',
    refusals: [{ status: 401, text: 'token expired', means: 'expired' }],
  },
};
