import { problem } from '../sources/problem.ts';
import { API_VERSION, isKnown, labelOf } from './labels.ts';
import { defineRule } from './rule.ts';
import { hasLowerBound, readConstraint } from './sdk-versions.ts';

export const apiVersionRange = defineRule({
  id: 'api-version-range',
  severity: 'warning',
  over: 'both',
  needs: ['dockerfile'],
  what: 'The label api.version is a range of SDK versions with a lower bound.',
  why: 'Validation has rejected "0.3.0" on SDK 0.3.3 and suggested ">=0.3.3": a version without an operator may match only itself, and a later Docker Desktop may reject it.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Write a range such as ">= 0.3.4" or ">= 0.3.4, < 1.0".',
  check: (extension) => {
    const label = labelOf(extension, API_VERSION);
    if (label && !isKnown(label)) return { notChecked: 'the label has the value of a build argument.' };
    if (label === undefined || label.value.trim() === '') return [];
    const constraint = readConstraint(label.value);
    const found = JSON.stringify(label.value);
    if (constraint === undefined)
      return [problem(label.at, `${API_VERSION} is ${found}, which is not a range.`)];
    if (constraint.isBareVersion) {
      const sentence = `${API_VERSION} is ${found}, a version without an operator. Docker Desktop installs it today; the documentation has ranges only.`;
      return [problem(label.at, sentence, 'note')];
    }
    return hasLowerBound(constraint)
      ? []
      : [problem(label.at, `${API_VERSION} is ${found}, without a lower bound.`)];
  },
});
