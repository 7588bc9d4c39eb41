import { problem } from '../sources/problem.ts';
import { API_VERSION, labelOf } from './labels.ts';
import { defineRule } from './rule.ts';
import { excludesUpTo, hasLowerBound, readConstraint } from './sdk-versions.ts';

export const apiVersionStrategy = defineRule({
  id: 'api-version-strategy',
  over: 'workspace',
  what: 'With the strategy extension-tab, the label api.version allows only SDK versions above 0.3.3.',
  why: 'An older Docker Desktop installs the extension, but does not support the link that returns from the browser.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/guides/oauth2-flow/',
  fix: 'Write ">= 0.3.4".',
  check: (workspace) => {
    const label = labelOf(workspace, API_VERSION);
    const constraint = label && readConstraint(label.value);
    const strategy = workspace.extension?.members.get('strategy')?.value;
    if (!constraint || !hasLowerBound(constraint) || strategy !== 'extension-tab') return [];
    if (excludesUpTo(constraint, [0, 3, 3])) return [];
    return [
      problem(
        label.at,
        `${API_VERSION} is ${JSON.stringify(label.value)}, and extension-tab needs ">= 0.3.4".`,
      ),
    ];
  },
});
