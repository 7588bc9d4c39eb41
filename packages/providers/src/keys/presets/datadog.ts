import type { KeyMethod } from '../key-method.ts';

/** An API key of a Datadog organization. @see https://docs.datadoghq.com/account_management/api-app-keys/ */
export const datadogKey: KeyMethod = {
  provider: 'datadog',
  name: 'Datadog',
  kind: 'api_key',
  noun: 'API key',
  parameters: [{ name: 'site', example: 'datadoghq.eu', kind: 'segment', default: 'datadoghq.com' }],
  console: 'https://app.datadoghq.com/organization-settings/api-keys',
  scopes: [],
  header: { name: 'dd-api-key' },
  format: { length: { min: 32, max: 32 } },
  apiHosts: ['api.{site}'],
  verification: {
    url: 'https://api.{site}/api/v1/validate',
    accepted: 'valid',
    refusals: [{ status: 403, means: 'rejected' }],
  },
};
