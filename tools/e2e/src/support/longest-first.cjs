const { default: Sequencer } = require('@jest/test-sequencer');

/** The slowest test files. If one of them started last, it would run alone at the end. */
const longest = [
  'nx-plugin',
  'published',
  'curated-workspaces',
  'engine',
  'nx-registry',
  'generated-workspace',
  'two-commands',
  'many-extensions',
  'documents',
  'interrupted.browser',
  'tab.browser',
  'engine-tab',
];

/** @typedef {Parameters<InstanceType<typeof Sequencer>['sort']>[0]} Tests */

/** Jest orders files by their last duration. A new clone has no durations, so that Jest would order them by size. */
module.exports = class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {Tests} tests
   * @returns {Promise<Tests>}
   */
  async sort(tests) {
    const placeOf = (/** @type {{ path: string }} */ { path }) => {
      const place = longest.findIndex((name) => path.endsWith(`/${name}.test.ts`));
      return place < 0 ? longest.length : place;
    };
    return [...(await super.sort(tests))].sort((one, other) => placeOf(one) - placeOf(other));
  }
};
