import { problem } from '../sources/problem.ts';
import { requiredLabels } from './labels.ts';
import { defineRule } from './rule.ts';

export const labelRequired = defineRule({
  id: 'label-required',
  severity: 'warning',
  over: 'both',
  needs: ['dockerfile'],
  what: 'The image has every label that `docker extension validate` requires, categories included.',
  why: 'Validation fails, and the Marketplace cannot show the extension. In the documentation, categories is optional; for the validator it is not.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Add the label to the LABEL instruction of the last stage of the Dockerfile.',
  check: ({ labels, imagePlace }) =>
    requiredLabels
      .filter((name) => !labels.some((label) => label.name === name))
      .map((name) => problem(imagePlace, `The label ${name} is missing.`)),
});
