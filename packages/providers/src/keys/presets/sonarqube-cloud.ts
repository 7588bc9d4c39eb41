import type { KeyMethod } from '../key-method.ts';

/** A token of SonarQube Cloud. @see https://docs.sonarsource.com/sonarqube-cloud/managing-your-account/managing-tokens/ */
export const sonarqubeCloudKey: KeyMethod = {
  provider: 'sonarqube-cloud',
  name: 'SonarQube Cloud',
  kind: 'personal_access_token',
  noun: 'token',
  console: 'https://sonarcloud.io/account/security',
  scopes: [],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: {},
  apiHosts: ['sonarcloud.io'],
  verification: { url: 'https://sonarcloud.io/api/authentication/validate', accepted: 'valid' },
};
