/** What each project's jest.config.mjs starts from: native ES modules, with swc taking the types off. */
export default {
  // A limit for tests that hang. Jest's 5 s are too short on a busy machine.
  testTimeout: 60_000,
  roots: ['<rootDir>/src'],
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
};
