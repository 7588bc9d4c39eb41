import { problem } from '../sources/problem.ts';
import type { Workspace } from '../sources/workspace-or-image.ts';
import { defineRule } from './rule.ts';

export const uiEnvironment = defineRule({
  id: 'ui-environment',
  severity: 'error',
  over: 'workspace',
  needs: ['vite'],
  what: "Vite's envPrefix matches no variable of a client secret.",
  why: 'Vite writes the value of each matching variable into the bundle.',
  source: 'https://vite.dev/config/shared-options.html#envprefix',
  fix: 'Remove envPrefix, and list each public variable in define: import.meta.env.GITHUB_CLIENT_ID.',
  check: (workspace) => {
    const { viteConfig } = workspace;
    const member = viteConfig?.members.get('envPrefix');
    if (viteConfig === undefined) return [];
    const at = member?.at ?? viteConfig.at;
    if (member && member.value === undefined) return { notChecked: 'envPrefix is computed.' };
    if (member === undefined && viteConfig.isPartlyComputed)
      return { notChecked: 'the configuration of Vite is computed.' };
    const prefixes = [member?.value ?? 'VITE_'].flat().map(String);
    return secretVariables(workspace).flatMap((name) => {
      const prefix = prefixes.find((each) => name.startsWith(each));
      return prefix === undefined ? [] : [problem(at, `envPrefix '${prefix}' exposes ${name} to the page.`)];
    });
  },
});

/** The variables of client secrets, and for each client ID the variable that its secret would have. */
function secretVariables({ providers, secrets }: Workspace): string[] {
  const variables = providers.flatMap(({ members }) =>
    ['clientSecret', 'clientKey', 'clientId'].flatMap((name) => {
      const { variable } = (members.get(name)?.value ?? {}) as { variable?: unknown };
      return typeof variable === 'string' ? [variable.replace(/_CLIENT_ID$/, '_CLIENT_SECRET')] : [];
    }),
  );
  const named = variables.filter((variable) => /SECRET|KEY/.test(variable));
  return [...new Set([...named, ...secrets.map(({ name }) => name)])];
}
