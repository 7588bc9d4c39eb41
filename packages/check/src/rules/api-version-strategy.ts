import { problem } from '../sources/problem.ts';
import { tabLink } from '../sources/sign-in.ts';
import { firstMatch, pageTexts, sourceTexts } from '../sources/source-texts.ts';
import type { Workspace } from '../sources/workspace-or-image.ts';
import { API_VERSION, isKnown, labelOf } from './labels.ts';
import { defineRule } from './rule.ts';
import { excludesUpTo, hasLowerBound, readConstraint } from './sdk-versions.ts';

export const apiVersionStrategy = defineRule({
  id: 'api-version-strategy',
  severity: 'error',
  over: 'workspace',
  needs: ['dockerfile'],
  what: 'An extension with the strategy extension-tab, or with a link that returns to its tab, allows only SDK versions above 0.3.3 in the label api.version.',
  why: 'An older Docker Desktop installs the extension, but does not support the link that returns from the browser.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/guides/oauth2-flow/',
  fix: 'Write ">= 0.3.4".',
  check: (workspace) => {
    const label = labelOf(workspace, API_VERSION);
    if (label && !isKnown(label)) return { notChecked: 'the label has the value of a build argument.' };
    const constraint = label && readConstraint(label.value);
    const reason = tabOf(workspace);
    if (!constraint || reason === undefined || excludesUpTo(constraint, [0, 3, 3])) return [];
    // `api-version-range` reports a range without a lower bound.
    if (!hasLowerBound(constraint)) return [];
    const found = JSON.stringify(label.value);
    return [problem(label.at, `${API_VERSION} is ${found}, and ${reason} needs ">= 0.3.4".`)];
  },
});

/** What returns from the browser to the tab; undefined if nothing does. */
function tabOf({ extension, texts }: Workspace): string | undefined {
  if (extension?.members.get('strategy')?.value === 'extension-tab') return 'extension-tab';
  if (extension !== undefined) return undefined;
  const at = firstMatch([...sourceTexts(texts), ...pageTexts(texts)], tabLink);
  return at && `the link to the tab in ${at.file}:${at.line}`;
}
