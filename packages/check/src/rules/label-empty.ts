import { problem } from '../sources/problem.ts';
import { requiredLabels } from './labels.ts';
import { defineRule } from './rule.ts';

export const labelEmpty = defineRule({
  id: 'label-empty',
  over: 'both',
  what: 'No required label is empty.',
  why: '`docker extension validate` rejects an empty label like a missing one.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Set the label in the Dockerfile. The values of changelog and detailed-description are text or HTML.',
  check: ({ labels }) =>
    labels
      .filter(({ name, value }) => requiredLabels.includes(name) && value.trim() === '')
      .map(({ name, at }) => problem(at, `The label ${name} is empty.`)),
});
