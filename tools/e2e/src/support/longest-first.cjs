const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take the longest. Begun last, one of them would run alone at the end. */
const longest = [
  'curated-workspaces',
  'nx-plugin',
  'published',
  'engine',
  'nx-registry',
  'many-extensions',
  'documents',
  'interrupted.browser',
  'tab.browser',
  'engine-tab',
];

/** @typedef {Parameters<InstanceType<typeof Sequencer>['sort']>[0]} Tests */

/** Jest starts files by what they took in its last run; a fresh clone has none, and it would go by their size. */
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
