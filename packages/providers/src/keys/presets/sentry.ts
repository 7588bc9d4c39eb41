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
  format: {
    prefixes: ['sntryu_'],
    length: { min: 71, max: 71 },
    others: { sntrys_: 'an organization token' },
  },
  apiHosts: ['sentry.io'],
  verification: {
    url: 'https://sentry.io/api/0/organizations/',
    refusals: [{ status: 401, text: 'token expired', means: 'expired' }],
  },
};
