import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const titleSame = defineRule({
  id: 'title-same',
  severity: 'note',
  over: 'workspace',
  needs: ['metadata', 'extension'],
  what: "The tab's title in metadata.json is the title in auth/src/extension.ts.",
  why: 'The page in the browser says "You are signed in to TITLE"; users look for that name in the sidebar.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/architecture/metadata/#ui-section',
  fix: 'Write the same title in both.',
  check: ({ metadata, extension }) => {
    const path = ['ui', 'dashboard-tab', 'title'];
    const [shown, title] = [metadata?.at(...path), extension?.members.get('title')?.value];
    if (!metadata || typeof shown !== 'string' || typeof title !== 'string' || shown === title) return [];
    return [problem(metadata.place(...path), `The tab is "${shown}", and the extension is "${title}".`)];
  },
});
