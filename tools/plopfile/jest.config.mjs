import preset from '../../jest.preset.mjs';

// What is made is built, checked and tested for real.
export default { ...preset, testTimeout: 600_000 };
