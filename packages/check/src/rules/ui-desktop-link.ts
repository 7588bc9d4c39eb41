import { problem } from '../sources/problem.ts';
import { HOSTS_PAGE, otherHosts, pageScripts } from './hosts.ts';
import { defineRule } from './rule.ts';

export const uiDesktopLink = defineRule({
  id: 'ui-desktop-link',
  severity: 'warning',
  over: 'workspace',
  needs: ['scripts'],
  hosts: otherHosts,
  what: 'The page contains no docker-desktop:// link.',
  why: 'Only Docker Desktop opens it. In another host the link does nothing, or opens another app.',
  source: HOSTS_PAGE,
  fix: 'Remove the link. The last page of a sign-in has one where it works.',
  check: (workspace) =>
    pageScripts(workspace).flatMap((script) =>
      script
        .matches(/\bdocker-desktop:\/\//g)
        .map(({ at }) => problem(at, 'This link is for Docker Desktop only.')),
    ),
});
