import { problem } from '../sources/problem.ts';
import { labelOf } from './labels.ts';
import { defineRule } from './rule.ts';

const NAME = 'com.docker.extension.account-info';

export const labelAccountInfo = defineRule({
  id: 'label-account-info',
  over: 'both',
  what: 'The label account-info says that an account is required.',
  why: 'The Marketplace shows before the installation that an extension requires an account.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Set the label to "required". Silence this rule if the extension is useful without signing in.',
  check: (extension) => {
    const label = labelOf(extension, NAME);
    if (label?.value === 'required') return [];
    const found = label ? `is ${JSON.stringify(label.value)}` : 'is missing';
    return [
      problem(
        label?.at ?? extension.imagePlace,
        `The label ${NAME} ${found}, but the extension has sign-in.`,
      ),
    ];
  },
});
