import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  globalSetup: '<rootDir>/src/global-setup.mjs',
  globalTeardown: '<rootDir>/src/global-teardown.mjs',
  testSequencer: '<rootDir>/src/support/longest-first.cjs',
  // Each test file makes what it starts, on a port of its own. Three, for the two cores that CI has: one of them usually waits
  // for a browser, an engine or a registry.
  maxWorkers: 3,
};
