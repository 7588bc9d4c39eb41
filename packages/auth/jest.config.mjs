import preset from '../../jest.preset.mjs';

// oidc-provider, which the tests sign in at, remarks on the console that it is not set up for production.
export default { ...preset, silent: true, workerIdleMemoryLimit: '1GB' };
