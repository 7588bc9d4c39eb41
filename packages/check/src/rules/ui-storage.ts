import { problem } from '../sources/problem.ts';
import { HOSTS_PAGE, pageScripts } from './hosts.ts';
import { defineRule } from './rule.ts';

const use = /\blocalStorage\s*(?:\??\.\s*(?:getItem|setItem|removeItem|clear|key)\b|\[)/g;

export const uiStorage = defineRule({
  id: 'ui-storage',
  severity: 'warning',
  over: 'workspace',
  needs: ['scripts'],
  hosts: ['podman'],
  what: "The page's own code does not use localStorage.",
  why: 'All Docker extensions share one localStorage in Podman Desktop: each can read and clear what the others store.',
  source: HOSTS_PAGE,
  fix: 'Store data in the backend. If the value is no secret, begin its name with the ID of the extension, and silence this rule with that reason.',
  check: (workspace) =>
    pageScripts(workspace).flatMap((script) =>
      script
        .matches(use)
        .map(({ at }) => problem(at, 'Other extensions share this storage in Podman Desktop.')),
    ),
});
