import preset from '../../jest.preset.mjs';

// The generators print warnings to the console.
export default { ...preset, silent: true };
