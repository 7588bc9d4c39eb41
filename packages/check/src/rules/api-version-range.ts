import { problem } from '../sources/problem.ts';
import { API_VERSION, labelOf } from './labels.ts';
import { defineRule } from './rule.ts';
import { hasLowerBound, readConstraint } from './sdk-versions.ts';

export const apiVersionRange = defineRule({
  id: 'api-version-range',
  over: 'both',
  what: 'The label api.version is a range of SDK versions with a lower bound.',
  why: 'Validation has rejected "0.3.0" on SDK 0.3.3 and suggested ">=0.3.3": a version without an operator may match only itself, and every later Docker Desktop may reject it.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Write a range such as ">= 0.3.4" or ">= 0.3.4, < 1.0".',
  check: (extension) => {
    const label = labelOf(extension, API_VERSION);
    if (label === undefined || label.value.trim() === '') return [];
    const constraint = readConstraint(label.value);
    const found = JSON.stringify(label.value);
    if (constraint === undefined)
      return [problem(label.at, `${API_VERSION} is ${found}, which is not a range.`)];
    return hasLowerBound(constraint)
      ? []
      : [problem(label.at, `${API_VERSION} is ${found}, without a lower bound.`)];
  },
});
