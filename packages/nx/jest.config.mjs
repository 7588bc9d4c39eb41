import preset from '../../jest.preset.mjs';

// The generators say on the console what they are in doubt about.
export default { ...preset, silent: true };
