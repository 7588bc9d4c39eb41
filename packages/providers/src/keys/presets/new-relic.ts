import type { KeyMethod } from '../key-method.ts';

/** A user key of New Relic. @see https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/ */
export const newRelicKey: KeyMethod = {
  provider: 'new-relic',
  name: 'New Relic',
  kind: 'personal_access_token',
  noun: 'user key',
  console: 'https://one.newrelic.com/api-keys',
  scopes: [],
  header: { name: 'api-key' },
  format: { prefixes: ['NRAK-'], others: { 'NRJS-': 'a browser key', 'NRII-': 'an insert key' } },
  apiHosts: ['api.newrelic.com'],
  verification: {
    url: 'https://api.newrelic.com/graphql',
    request: {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ actor { user { id name email } } }"}',
    },
    owner: { id: 'data.actor.user.id', name: 'data.actor.user.name', email: 'data.actor.user.email' },
  },
};
