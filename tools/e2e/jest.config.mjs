import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  globalSetup: '<rootDir>/src/global-setup.mjs',
  globalTeardown: '<rootDir>/src/global-teardown.mjs',
  testSequencer: '<rootDir>/src/support/longest-first.cjs',
  // Each test file starts its own servers on free ports. Three workers for the two cores of CI, because one usually waits
  // for a browser, an engine or a registry.
  maxWorkers: 3,
};
