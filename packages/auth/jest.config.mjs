import preset from '../../jest.preset.mjs';

// oidc-provider, which the tests sign in at, remarks on the console that it is not set up for production.
// Jest would use one of two cores, and this package has most of the tests.
export default { ...preset, silent: true, maxWorkers: 2, workerIdleMemoryLimit: '1GB' };
