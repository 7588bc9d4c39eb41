import { problem } from '../sources/problem.ts';
import { knownLabels } from './labels.ts';
import { defineRule } from './rule.ts';

export const labelUnknown = defineRule({
  id: 'label-unknown',
  severity: 'note',
  over: 'both',
  needs: ['dockerfile'],
  what: 'Docker reads every label with one of its two prefixes for extensions.',
  why: 'Docker silently ignores misspelled labels.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Correct the name of the label. For your own labels, use another prefix.',
  check: ({ labels }) =>
    labels
      .filter(({ name }) => /^com\.docker\.(desktop\.)?extension\./.test(name) && !knownLabels.includes(name))
      .map(({ name, at }) => problem(at, `Docker does not read the label ${name}.`)),
});
