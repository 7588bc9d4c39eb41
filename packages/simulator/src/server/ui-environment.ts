import type { Plugin } from 'vite';

/**
 * Adds variables to `import.meta.env` of a Vite project, of them only what its envPrefix asks for. What the project's own
 * .env files set wins. The variables never are in process.env, where a restart of Vite would no longer find them.
 */
export function uiEnvironment(variables: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'ddext-simulator-environment',
    configResolved({ env, envPrefix = 'VITE_' }) {
      const prefixes = [envPrefix].flat();
      for (const [name, value] of Object.entries(variables)) {
        if (!prefixes.some((prefix) => name.startsWith(prefix))) continue;
        // As for a backend, what the shell happens to have exported does not count.
        if (!env[name] || env[name] === process.env[name]) env[name] = value;
      }
    },
  };
}
