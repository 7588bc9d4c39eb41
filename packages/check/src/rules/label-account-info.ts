import { problem } from '../sources/problem.ts';
import { labelOf } from './labels.ts';
import { defineRule } from './rule.ts';

const NAME = 'com.docker.extension.account-info';

export const labelAccountInfo = defineRule({
  id: 'label-account-info',
  over: 'both',
  what: 'The label account-info says that an account is required.',
  why: 'People see in the Marketplace, before they install it, that an extension is of no use without an account.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Set the label to "required"; silence this rule where the extension is of use without signing in.',
  check: (extension) => {
    const label = labelOf(extension, NAME);
    if (label?.value === 'required') return [];
    const found = label ? `is ${JSON.stringify(label.value)}` : 'is missing';
    return [
      problem(label?.at ?? extension.imagePlace, `The label ${NAME} ${found}, and people sign in here.`),
    ];
  },
});
