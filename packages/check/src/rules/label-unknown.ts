import { defineRule, problem } from '../rule.ts';
import { knownLabels } from './labels.ts';

export const labelUnknown = defineRule({
  id: 'label-unknown',
  over: 'both',
  what: "Every label in Docker's two families for extensions is one that Docker reads.",
  why: 'A label with a letter amiss is ignored without a word.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  mend: "Spell the label as Docker's page does, or give a label of your own a name of your own.",
  check: ({ labels }) =>
    labels
      .filter(({ name }) => /^com\.docker\.(desktop\.)?extension\./.test(name) && !knownLabels.includes(name))
      .map(({ name, at }) => problem(at, `Docker reads no label ${name}.`)),
});
