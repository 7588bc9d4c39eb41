import { environment } from '../../environment.mjs';

/**
 * What the commands under test get: somebody to commit as, whoever runs the tests, and no colours, which would get in the
 * way of reading what they say.
 */
export const childEnvironment = {
  ...environment,
  GIT_AUTHOR_NAME: 'A developer',
  GIT_AUTHOR_EMAIL: 'developer@example.com',
  GIT_COMMITTER_NAME: 'A developer',
  GIT_COMMITTER_EMAIL: 'developer@example.com',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
};
