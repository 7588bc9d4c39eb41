import { availableParallelism } from 'node:os';

/**
 * What every package's jest.config.mjs starts from. Tests run as native ES modules, because
 * openid-client and oidc-provider are published as ES modules only; swc strips the types.
 */
export default {
  // Jest by itself uses one of two cores.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testEnvironment: 'node',
  // Ends a test that hangs. The longest one takes 15 s on an idle machine, and 12 minutes on two cores with a load of 36.
  testTimeout: 1_800_000,
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  reporters: ['default', '<rootDir>/../../tools/ci/results-reporter.mjs'],
};
