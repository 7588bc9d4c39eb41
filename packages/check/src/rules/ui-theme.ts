import { problem } from '../sources/problem.ts';
import { HOSTS_PAGE, otherHosts, pageScripts } from './hosts.ts';
import { defineRule } from './rule.ts';

const provider = /\bDockerMui(?:V5|V6)?ThemeProvider\b/g;

export const uiTheme = defineRule({
  id: 'ui-theme',
  severity: 'error',
  over: 'workspace',
  needs: ['scripts'],
  hosts: otherHosts,
  what: "The page uses the provider of Docker's MUI theme only where the host defines the theme.",
  why: 'Rancher Desktop and Podman Desktop define no __ddMuiV5Themes and __ddMuiV6Themes. The provider throws there, and the page stays blank.',
  source: HOSTS_PAGE,
  fix: 'Choose the theme as HostTheme.tsx of a generated extension does: read __ddMuiV6Themes of window, and use a theme of your own without it.',
  check: (workspace) => {
    const scripts = pageScripts(workspace);
    if (scripts.some(({ content }) => /['".]__ddMuiV[56]Themes/.test(content))) return [];
    return scripts.flatMap((script) =>
      script
        .matches(provider)
        .slice(0, 1)
        .map(({ match, at }) => problem(at, `${match[0]} throws where the host defines no theme.`)),
    );
  },
});
