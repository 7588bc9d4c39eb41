import type { KeyMethod } from '../key-method.ts';

/** A token of a service account of a Grafana instance. @see https://grafana.com/docs/grafana/latest/administration/service-accounts/ */
export const grafanaKey: KeyMethod = {
  provider: 'grafana',
  name: 'Grafana',
  kind: 'api_key',
  noun: 'service account token',
  parameters: [{ name: 'host', example: 'acme.grafana.net', kind: 'host' }],
  console: 'https://{host}/org/serviceaccounts',
  scopes: ['Viewer'],
  header: { name: 'authorization', scheme: 'Bearer' },
  // An API key of an older version keeps its form, eyJrIjoi and more, when it becomes a service account token.
  format: { prefixes: ['glsa_', 'eyJrIjoi'] },
  apiHosts: ['{host}'],
  verification: {
    url: 'https://{host}/api/access-control/user/permissions',
    refusals: [{ status: 401, text: 'expired api key', means: 'expired' }],
  },
};
