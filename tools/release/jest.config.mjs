import preset from '../../jest.preset.mjs';

// Packing and compiling every package takes as long as it takes.
export default { ...preset, testTimeout: 120_000 };
