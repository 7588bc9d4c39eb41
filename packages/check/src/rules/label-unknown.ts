import { problem } from '../sources/problem.ts';
import { knownLabels } from './labels.ts';
import { defineRule } from './rule.ts';

export const labelUnknown = defineRule({
  id: 'label-unknown',
  over: 'both',
  what: "Every label in Docker's two families for extensions is one that Docker reads.",
  why: 'Docker silently ignores misspelled labels.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: "Spell the label as Docker's page does. For a label of your own, use a prefix of your own.",
  check: ({ labels }) =>
    labels
      .filter(({ name }) => /^com\.docker\.(desktop\.)?extension\./.test(name) && !knownLabels.includes(name))
      .map(({ name, at }) => problem(at, `Docker reads no label ${name}.`)),
});
