import preset from '../../jest.preset.mjs';

/** Each test runs the command, some several times, on a machine that may be doing other things. */
export default { ...preset, testTimeout: 30_000 };
