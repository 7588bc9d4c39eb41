import { problem } from '../sources/problem.ts';
import { requiredLabels } from './labels.ts';
import { defineRule } from './rule.ts';

export const labelEmpty = defineRule({
  id: 'label-empty',
  over: 'both',
  what: 'No required label is empty.',
  why: '`docker extension validate` refuses an empty label as it does a missing one.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Give the label a value in the Dockerfile; changelog and detailed-description take text or HTML.',
  check: ({ labels }) =>
    labels
      .filter(({ name, value }) => requiredLabels.includes(name) && value.trim() === '')
      .map(({ name, at }) => problem(at, `The label ${name} is empty.`)),
});
