import { problem } from '../sources/problem.ts';
import { hasBackend } from '../sources/workspace-or-image.ts';
import { defineRule } from './rule.ts';

export const pageWithoutSecrets = defineRule({
  id: 'page-without-secrets',
  severity: 'error',
  over: 'workspace',
  needs: ['providers', 'metadata'],
  what: 'Without a backend, no provider has a secret, not even by name.',
  why: 'A page cannot keep a secret: every user of the page can read it.',
  source: 'RFC 8252 section 8.5',
  fix: 'Register a public client and remove the setting, or create the extension with a backend.',
  check: (workspace) => {
    if (hasBackend(workspace) || workspace.metadata === undefined) return [];
    return workspace.providers.flatMap(({ members }) =>
      ['clientSecret', 'clientKey'].flatMap((name) => {
        const member = members.get(name);
        return member
          ? [problem(member.at, `There is no backend, and ${name} would become part of the page.`)]
          : [];
      }),
    );
  },
});
