import { problem } from '../sources/problem.ts';
import { otherHosts, pageScripts } from './hosts.ts';
import { defineRule } from './rule.ts';

const call = /\bdesktopUI\??\.navigate\??\.(\w+)\s*\(/g;

export const uiNavigate = defineRule({
  id: 'ui-navigate',
  severity: 'warning',
  over: 'workspace',
  needs: ['scripts'],
  hosts: otherHosts,
  what: 'The page calls desktopUI.navigate only through ?.(), and works without it.',
  why: 'navigate is an empty object in Rancher Desktop, so that a call throws. In Podman Desktop its functions do nothing.',
  source:
    'https://github.com/rancher-sandbox/rancher-desktop/blob/d048437/pkg/rancher-desktop/preload/extensions.ts',
  fix: 'Write desktopUI.navigate.viewContainers?.(), and show in the page what the user needs to know.',
  check: (workspace) =>
    pageScripts(workspace).flatMap((script) =>
      script.matches(call).map(({ match, at }) => problem(at, `navigate.${match[1]} can be undefined.`)),
    ),
});
