import type { KeyMethod } from '../key-method.ts';

/** A REST API key of PagerDuty. @see https://support.pagerduty.com/main/docs/api-access-keys */
export const pagerdutyKey: KeyMethod = {
  provider: 'pagerduty',
  name: 'PagerDuty',
  kind: 'api_key',
  noun: 'REST API key',
  console: 'https://app.pagerduty.com/api_keys',
  scopes: [],
  header: { name: 'authorization', scheme: 'Token', parameter: 'token' },
  format: { length: { min: 20, max: 20 } },
  apiHosts: ['api.pagerduty.com'],
  verification: {
    url: 'https://api.pagerduty.com/users?limit=1',
    request: { headers: { accept: 'application/vnd.pagerduty+json;version=2' } },
  },
};
