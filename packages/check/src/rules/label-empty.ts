import { problem } from '../sources/problem.ts';
import { knownValues, requiredLabels } from './labels.ts';
import { defineRule, partly } from './rule.ts';

export const labelEmpty = defineRule({
  id: 'label-empty',
  severity: 'warning',
  over: 'both',
  needs: ['dockerfile'],
  what: 'No required label is empty.',
  why: '`docker extension validate` rejects an empty label like a missing one.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Set the label in the Dockerfile. The values of changelog and detailed-description are text or HTML.',
  check: (extension) => {
    const { known, unknown } = knownValues(extension);
    const problems = known
      .filter(({ name, value }) => requiredLabels.includes(name) && value.trim() === '')
      // `label-escaping` reports a variable that is not set.
      .filter(({ written }) => !written?.unset.length)
      .map(({ name, at, written }) => {
        const [argument] = written?.withoutDefault ?? [];
        const unless = argument ? ` unless the build passes ${argument}` : '';
        return problem(at, `The label ${name} is empty${unless}.`);
      });
    return partly(problems, unknown);
  },
});
