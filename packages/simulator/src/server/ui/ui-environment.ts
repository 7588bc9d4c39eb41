import type { Plugin } from 'vite';

/**
 * Adds variables to `import.meta.env` of a Vite project: those that its `define` lists or its envPrefix matches.
 * Values in .env files of the project override them. The variables are not set in process.env, where Vite would not
 * find them after a restart.
 */
export function uiEnvironment(variables: Readonly<Record<string, string>>): Plugin {
  // Variables of the shell are ignored, as for a backend.
  const isUnset = (name: string, value: unknown) => !value || value === process.env[name];
  return {
    name: 'ddext-simulator-environment',
    // After the plugins of the project, which may define a variable.
    enforce: 'post',
    config({ define = {} }) {
      const named = Object.entries(variables).flatMap(([name, value]) => {
        const key = `import.meta.env.${name}`;
        return key in define && isUnset(name, definedValue(define[key]))
          ? [[key, JSON.stringify(value)]]
          : [];
      });
      return { define: Object.fromEntries(named) };
    },
    configResolved({ env, envPrefix = 'VITE_' }) {
      const prefixes = [envPrefix].flat();
      for (const [name, value] of Object.entries(variables)) {
        if (!prefixes.some((prefix) => name.startsWith(prefix))) continue;
        if (isUnset(name, env[name])) env[name] = value;
      }
    },
  };
}

/** A definition is an expression, or a value that Vite converts to one. */
function definedValue(defined: unknown): unknown {
  if (typeof defined !== 'string') return defined;
  try {
    return JSON.parse(defined);
  } catch {
    return defined;
  }
}
