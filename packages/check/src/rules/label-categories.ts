import { problem } from '../sources/problem.ts';
import { isKnown, labelOf } from './labels.ts';
import { defineRule } from './rule.ts';

const categories = [
  'ci-cd',
  'container-orchestration',
  'cloud-deployment',
  'cloud-development',
  'database',
  'kubernetes',
  'networking',
  'image-registry',
  'security',
  'testing-tools',
  'utility-tools',
  'volumes',
];

export const labelCategories = defineRule({
  id: 'label-categories',
  severity: 'warning',
  over: 'both',
  needs: ['dockerfile'],
  what: "The label categories is a comma-separated list of Docker's categories.",
  why: 'The Marketplace lists the extension in these categories, and ignores unknown ones.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: `Choose among ${categories.join(', ')}.`,
  check: (extension) => {
    const label = labelOf(extension, 'com.docker.extension.categories');
    if (label && !isKnown(label)) return { notChecked: 'the label has the value of a build argument.' };
    if (label === undefined || label.value.trim() === '') return [];
    return label.value
      .split(',')
      .map((category) => category.trim())
      .filter((category) => !categories.includes(category))
      .map((category) => problem(label.at, `${JSON.stringify(category)} is not a category of Docker.`));
  },
});
