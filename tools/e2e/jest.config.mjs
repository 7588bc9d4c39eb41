import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  globalSetup: '<rootDir>/src/global-setup.mjs',
  globalTeardown: '<rootDir>/src/global-teardown.mjs',
  // Each test file makes what it starts, on a port of its own, so two of them can use the two cores that CI has.
  maxWorkers: 2,
};
