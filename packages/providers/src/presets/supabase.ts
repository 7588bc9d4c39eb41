import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** OAuth apps for Supabase's Management API. @see https://supabase.com/docs/guides/integrations/build-a-supabase-oauth-integration */
export const supabase: Preset = {
  id: 'supabase',
  name: 'Supabase',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://api.supabase.com/v1/oauth/authorize',
    token: 'https://api.supabase.com/v1/oauth/token',
    userInfo: 'https://api.supabase.com/v1/profile',
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: unknown('Supabase does not document a client without a secret.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: unknown('Supabase does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.supabase.com'],
  profile: mapProfile({ id: 'gotrue_id', name: 'username', email: 'primary_email' }),
};
