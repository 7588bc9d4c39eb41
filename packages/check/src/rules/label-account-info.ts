import { problem } from '../sources/problem.ts';
import { isGenerated, type WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import { labelOf } from './labels.ts';
import { defineRule } from './rule.ts';

const NAME = 'com.docker.extension.account-info';

export const labelAccountInfo = defineRule({
  id: 'label-account-info',
  severity: 'note',
  over: 'both',
  needs: ['dockerfile'],
  what: 'The label account-info of an extension with sign-in says that an account is required.',
  why: 'The Marketplace shows before the installation that an extension requires an account.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Set the label to "required". Silence this rule if the extension is useful without signing in.',
  check: (extension) => {
    const label = labelOf(extension, NAME);
    if (label?.value === 'required') return [];
    const reason = signInOf(extension);
    if (reason === undefined) return { notChecked: 'nothing shows whether the extension signs users in.' };
    const found = label ? `is ${JSON.stringify(label.value)}` : 'is missing';
    return [problem(label?.at ?? extension.imagePlace, `The label ${NAME} ${found}, but ${reason}.`)];
  },
});

/** What shows that an extension has sign-in; undefined if nothing does. */
function signInOf(extension: WorkspaceOrImage): string | undefined {
  if (isGenerated(extension)) return 'the extension has sign-in';
  if (extension.kind === 'image' || extension.signInSign === undefined) return undefined;
  const { at, what } = extension.signInSign;
  return `${at.file}:${at.line} ${what}`;
}
